package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.value.Value;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what a generation holds while it is published: fields that are filled, values of fields that people choose from,
 * months, and contacts by their flags with what belongs to them. Memory does not grow with the number of records but for
 * four bytes a contact. Not thread-safe.
 */
public final class Census {

    private static final int MOST_SIGNS = 2000;

    private final Map<Kind, KindCensus> kinds = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<Change, Long>> changes = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Long>> changedFields = new EnumMap<>(Kind.class);
    private final Map<List<String>, Marked> marked = new HashMap<>();
    private final List<Counted.TagSign> signs = new ArrayList<>();
    private final List<Marked> sets = new ArrayList<>();
    private int[] setOf = new int[1024];

    /** Counts a record. */
    public void see(Sight record, long identity) {
        kinds.computeIfAbsent(record.kind(), _ -> new KindCensus()).see(record);
        record.tag()
                .filter(tag -> !tag.text("behaviour").isEmpty() && signs.size() < MOST_SIGNS)
                .ifPresent(tag -> {
                    long contacts = tag.fields().value("contacts") instanceof Value.Whole(long number) ? number : 0;
                    signs.add(new Counted.TagSign(tag.text("behaviour"), tag.text("name"), contacts, tag.text("rule")));
                });
        if (record.kind() == Kind.CONTACT) {
            Marked set = marked.computeIfAbsent(List.copyOf(record.flags()), flags -> {
                sets.add(new Marked(flags, sets.size() + 1));
                return sets.getLast();
            });
            set.contacts++;
            remember(identity, set.number);
        } else if (identity >= 0 && identity < setOf.length && setOf[(int) identity] > 0) {
            sets.get(setOf[(int) identity] - 1).theirs.merge(record.kind().word(), 1L, Long::sum);
        }
    }

    /**
     * Counts how a record compares with the generation before.
     *
     * @param fields which of its fields changed
     */
    public void compared(Kind kind, Change change, Set<String> fields) {
        changes.computeIfAbsent(kind, _ -> new EnumMap<>(Change.class)).merge(change, 1L, Long::sum);
        if (!fields.isEmpty()) {
            Map<String, Long> counts = changedFields.computeIfAbsent(kind, _ -> new TreeMap<>());
            fields.forEach(field -> counts.merge(field, 1L, Long::sum));
        }
    }

    /** The names of fields and references that records of any export so far may have. */
    public static Set<String> fieldNames(Sql sql) {
        Set<String> names = new HashSet<>();
        for (Kind kind : Kind.values()) {
            names.add("ref." + kind.word());
        }
        names.add("flags");
        sql.each(
                "select census from inspection",
                row -> JsonMapper.shared()
                        .readValue(row.text(1), Counted.class)
                        .kinds()
                        .forEach(kind -> kind.fields().forEach(field -> names.add(field.field()))));
        return names;
    }

    /** Keeps the census of an export. */
    public void save(Sql sql, long export) {
        sql.run(
                "insert or replace into inspection (export, census) values (?, ?)",
                export,
                JsonMapper.shared().writeValueAsString(counted()));
    }

    private void remember(long identity, int set) {
        if (identity >= 0) {
            int place = Math.toIntExact(identity);
            if (place >= setOf.length) {
                setOf = Arrays.copyOf(setOf, Math.max(place + 1, setOf.length * 2));
            }
            setOf[place] = set;
        }
    }

    private Counted counted() {
        List<Counted.KindCount> counts = new ArrayList<>();
        kinds.forEach((kind, census) -> counts.add(census.counted(kind.word())));
        List<Counted.FlagCount> flags = new ArrayList<>();
        for (Marked set : sets) {
            flags.add(new Counted.FlagCount(set.flags, set.contacts, new TreeMap<>(set.theirs)));
        }
        signs.sort(Comparator.comparing(Counted.TagSign::behaviour)
                .thenComparing(
                        Comparator.comparingLong(Counted.TagSign::contacts).reversed())
                .thenComparing(Counted.TagSign::tag));
        Map<String, Map<Change, Long>> compared = new LinkedHashMap<>();
        changes.forEach((kind, numbers) -> compared.put(kind.word(), numbers));
        Map<String, Map<String, Long>> fields = new LinkedHashMap<>();
        changedFields.forEach((kind, numbers) -> fields.put(kind.word(), numbers));
        return new Counted(counts, flags, List.copyOf(signs), compared, fields);
    }

    /** Contacts with the same flags. */
    private static final class Marked {
        private final List<String> flags;
        private final int number;
        private final Map<String, Long> theirs = new HashMap<>();
        private long contacts;

        Marked(List<String> flags, int number) {
            this.flags = flags;
            this.number = number;
        }
    }
}
