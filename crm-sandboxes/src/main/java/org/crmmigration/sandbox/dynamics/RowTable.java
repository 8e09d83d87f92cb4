package org.crmmigration.sandbox.dynamics;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.crmmigration.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rows of one table by id, as JSON text, with the indexes it was given. Guarded by the lock of the store. */
final class RowTable {

    private final TreeMap<String, String> rows = new TreeMap<>();
    private final Map<String, RowIndex> indexes = new HashMap<>();

    int size() {
        return rows.size();
    }

    boolean has(String id) {
        return rows.containsKey(id);
    }

    @Nullable
    ObjectNode get(String id) {
        String text = rows.get(id);
        return text == null ? null : Json.parseObject(text);
    }

    NavigableMap<String, String> rows() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    /** Adds an index under a name and fills it; one that exists already stays. */
    void index(String name, RowIndex index) {
        if (indexes.putIfAbsent(name, index) == null) {
            rows.forEach((id, text) -> index.add(id, Json.parseObject(text)));
        }
    }

    void dropIndex(String name) {
        indexes.remove(name);
    }

    @Nullable
    RowIndex index(String name) {
        return indexes.get(name);
    }

    /** Stores or, with null, removes; returns the text from before. */
    @Nullable
    String apply(String id, @Nullable String text) {
        String before = text == null ? rows.remove(id) : rows.put(id, text);
        if (!indexes.isEmpty()) {
            if (before != null) {
                ObjectNode old = Json.parseObject(before);
                indexes.values().forEach(index -> index.remove(id, old));
            }
            if (text != null) {
                ObjectNode row = Json.parseObject(text);
                indexes.values().forEach(index -> index.add(id, row));
            }
        }
        return before;
    }
}
