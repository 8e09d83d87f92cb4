package org.crmmigration.sandbox;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records of one kind by ascending id, kept as JSON text, with the orders and links of its spec. No operation on one
 * record depends on how many there are beyond a logarithm. Guarded by the lock of its {@link Store}.
 */
public final class Table {

    private final TableSpec spec;
    private final Journal journal;
    private final TreeMap<Long, String> rows = new TreeMap<>();
    private final Map<String, TreeSet<Position>> orders = new HashMap<>();
    private final Map<String, Map<String, TreeSet<Long>>> links = new HashMap<>();
    private long lastId;
    private long version;

    /** Where a row stands in an order; equal keys are ordered by id. */
    public record Position(String key, long id) implements Comparable<Position> {

        @Override
        public int compareTo(Position other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(id, other.id);
        }
    }

    Table(TableSpec spec, Journal journal) {
        this.spec = spec;
        this.journal = journal;
        spec.orders().keySet().forEach(order -> orders.put(order, new TreeSet<>()));
        spec.links().keySet().forEach(link -> links.put(link, new HashMap<>()));
    }

    public String name() {
        return spec.name();
    }

    /** The id the next new record gets. An id is never given twice, even when its record is removed. */
    public long nextId() {
        return lastId + 1;
    }

    /** Changes with every change of the table. */
    public long version() {
        return version;
    }

    public int size() {
        return rows.size();
    }

    public @Nullable ObjectNode get(long id) {
        String row = rows.get(id);
        return row == null ? null : Json.parseObject(row);
    }

    public @Nullable String text(long id) {
        return rows.get(id);
    }

    /** Stores a record and writes it to the journal. */
    public void put(long id, ObjectNode row) {
        String text = Json.write(row);
        apply(id, text, row);
        journal.put(spec.name(), id, text);
    }

    /** Removes a record for good and writes that to the journal. */
    public void remove(long id) {
        apply(id, null, null);
        journal.remove(spec.name(), id);
    }

    /** All rows by id. */
    public NavigableMap<Long, String> rows() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    /** All rows in one of the orders of the spec. */
    public NavigableSet<Position> ordered(String order) {
        return Collections.unmodifiableNavigableSet(orders.getOrDefault(order, new TreeSet<>()));
    }

    public boolean hasOrder(String order) {
        return orders.containsKey(order);
    }

    /** The ids found under a key of one of the links of the spec. */
    public NavigableSet<Long> linked(String link, String key) {
        return Collections.unmodifiableNavigableSet(
                links.getOrDefault(link, Map.of()).getOrDefault(key, new TreeSet<>()));
    }

    public boolean hasLink(String link) {
        return links.containsKey(link);
    }

    void apply(long id, @Nullable String text, @Nullable ObjectNode row) {
        String before = text == null ? rows.remove(id) : rows.put(id, text);
        if (before != null) {
            unindex(id, Json.parseObject(before));
        }
        if (row != null) {
            index(id, row);
        }
        lastId = Math.max(lastId, id);
        version++;
    }

    void lastId(long id) {
        lastId = Math.max(lastId, id);
    }

    void clear() {
        rows.clear();
        orders.values().forEach(TreeSet::clear);
        links.values().forEach(Map::clear);
        lastId = 0;
        version++;
    }

    private void index(long id, JsonNode row) {
        orders.forEach((order, set) -> set.add(position(order, id, row)));
        links.forEach((link, map) -> spec.keys(link, row)
                .forEach(key -> map.computeIfAbsent(key, k -> new TreeSet<>()).add(id)));
    }

    private void unindex(long id, JsonNode row) {
        orders.forEach((order, set) -> set.remove(position(order, id, row)));
        links.forEach((link, map) -> spec.keys(link, row)
                .forEach(key -> map.computeIfPresent(key, (k, ids) -> {
                    ids.remove(id);
                    return ids.isEmpty() ? null : ids;
                })));
    }

    private Position position(String order, long id, JsonNode row) {
        return new Position(spec.orders().getOrDefault(order, r -> "").apply(row), id);
    }
}
