package org.crmmigration.sandbox.plain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.crmmigration.sandbox.SlidingWindow;
import org.crmmigration.sandbox.plain.PlainSandbox.Row;
import org.jspecify.annotations.Nullable;

/** The rows of one account, in the order of their creation. */
final class PlainAccount {

    private final AtomicLong calls;
    private final TreeMap<Long, String> order = new TreeMap<>();
    private final Map<String, Row> rows = new HashMap<>();
    /** The row last written under a unique key. */
    private final Map<String, String> byKey = new HashMap<>();

    private @Nullable SlidingWindow window;
    private long last;

    PlainAccount(AtomicLong calls) {
        this.calls = calls;
    }

    AtomicLong calls() {
        return calls;
    }

    /** The account's window, made when first asked for. */
    synchronized SlidingWindow window(Supplier<SlidingWindow> fresh) {
        SlidingWindow known = window;
        if (known == null) {
            known = fresh.get();
            window = known;
        }
        return known;
    }

    synchronized Row create(String type, String key, String text) {
        return add(Long.toString(last + 1), type, key, text);
    }

    synchronized Row upsert(String type, String key, String text) {
        String id = byKey.get(type + "/" + key);
        if (id == null) {
            Row row = create(type, key, text);
            byKey.put(type + "/" + key, row.id());
            return row;
        }
        return replaced(id, text);
    }

    /** Replaces a row; one of the caller's own id is created with its id as key. Null when there is none. */
    synchronized @Nullable Row put(String type, String id, String key, String text) {
        if (rows.containsKey(id)) {
            return replaced(id, text);
        }
        return Character.isDigit(id.charAt(0)) ? null : add(id, type, key, text);
    }

    synchronized @Nullable Row row(String id) {
        return rows.get(id);
    }

    synchronized void delete(String id) {
        rows.remove(id);
        order.values().remove(id);
        byKey.values().remove(id);
    }

    synchronized long last() {
        return last;
    }

    synchronized List<Row> above(String type, long floor) {
        return order.tailMap(floor, false).values().stream()
                .map(rows::get)
                .filter(row -> row.type().equals(type))
                .toList();
    }

    synchronized Collection<Row> rows() {
        return List.copyOf(rows.values());
    }

    synchronized int size() {
        return rows.size();
    }

    private Row add(String id, String type, String key, String text) {
        Row row = new Row(id, type, key, text, 1);
        last++;
        order.put(last, id);
        rows.put(id, row);
        return row;
    }

    private Row replaced(String id, String text) {
        return rows.computeIfPresent(id, (_, row) -> new Row(id, row.type(), row.key(), text, row.writes() + 1));
    }
}
