package org.crmmigration.sandbox.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crmmigration.sandbox.pipedrive.SearchTexts.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What search knows, which is what was true a moment ago. Deleted persons and organizations stay found and unmarked,
 * deleted deals and products drop out. Thread-safe.
 */
final class SearchIndex {

    private final SearchTexts texts;
    private final Clock clock;
    private final Duration lag;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final Map<String, TreeMap<Long, Entry>> byTable = new HashMap<>();
    private final Map<String, TreeSet<Ref>> byValue = new HashMap<>();

    /** A record as search knows it; the row is JSON. */
    record Entry(long id, String row, List<Text> texts) {}

    private record Pending(
            Instant due, String table, long id, @Nullable Entry entry) {}

    private record Ref(String table, long id) implements Comparable<Ref> {
        @Override
        public int compareTo(Ref other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : Long.compare(id, other.id);
        }
    }

    SearchIndex(SearchTexts texts, Clock clock, Duration lag) {
        this.texts = texts;
        this.clock = clock;
        this.lag = lag;
    }

    /** Takes note of a record that was written; it is found when the lag has passed. */
    synchronized void changed(String table, long id, ObjectNode row) {
        if (!SearchTexts.covers(table)) {
            return;
        }
        pending.addLast(new Pending(clock.instant().plus(lag), table, id, entry(table, id, row)));
        catchUp();
    }

    /** Knows a record at once, for an account that was there before. */
    synchronized void known(String table, long id, ObjectNode row) {
        if (SearchTexts.covers(table)) {
            apply(new Pending(clock.instant(), table, id, entry(table, id, row)));
        }
    }

    private @Nullable Entry entry(String table, long id, ObjectNode row) {
        boolean dropped = Account.isDeleted(row) && (table.equals("deals") || table.equals("products"));
        return dropped ? null : new Entry(id, texts.stored(table, id), texts.of(table, row));
    }

    synchronized void clear() {
        pending.clear();
        byTable.clear();
        byValue.clear();
    }

    /** Records of a table by id that can be found now. */
    synchronized List<Entry> entries(String table, long afterId) {
        catchUp();
        NavigableMap<Long, Entry> all = byTable.getOrDefault(table, new TreeMap<>());
        return List.copyOf(all.tailMap(afterId, false).values());
    }

    /** Records of a table that have a value, whatever its case, as a whole; by id. */
    synchronized List<Entry> withValue(String table, String value, long afterId) {
        catchUp();
        TreeSet<Ref> refs = byValue.getOrDefault(fold(value), new TreeSet<>());
        Map<Long, Entry> all = byTable.getOrDefault(table, new TreeMap<>());
        List<Entry> found = new ArrayList<>();
        for (Ref ref : refs.tailSet(new Ref(table, afterId), false)) {
            Entry entry = ref.table().equals(table) ? all.get(ref.id()) : null;
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }

    static String fold(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private void catchUp() {
        Instant now = clock.instant();
        for (Pending next = pending.peekFirst(); next != null && !next.due().isAfter(now); next = pending.peekFirst()) {
            pending.removeFirst();
            apply(next);
        }
    }

    private void apply(Pending change) {
        TreeMap<Long, Entry> entries = byTable.computeIfAbsent(change.table(), t -> new TreeMap<>());
        Ref ref = new Ref(change.table(), change.id());
        Entry before = change.entry() == null ? entries.remove(change.id()) : entries.put(change.id(), change.entry());
        if (before != null) {
            before.texts()
                    .forEach(text -> byValue.computeIfPresent(fold(text.value()), (v, refs) -> {
                        refs.remove(ref);
                        return refs.isEmpty() ? null : refs;
                    }));
        }
        if (change.entry() != null) {
            change.entry()
                    .texts()
                    .forEach(text -> byValue.computeIfAbsent(fold(text.value()), v -> new TreeSet<>())
                            .add(ref));
        }
    }
}
