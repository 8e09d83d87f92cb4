package org.crmmigration.sandbox.dynamics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.crmmigration.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The changes of one request or change set; they are visible to it at once and to others when it ends. */
final class Transaction {

    private final RowStore store;
    private final Deque<Undo> undo = new ArrayDeque<>();
    private final Map<Place, Optional<String>> written = new LinkedHashMap<>();

    private record Place(String table, String id) {}

    private record Undo(Place place, @Nullable String before) {}

    Transaction(RowStore store) {
        this.store = store;
    }

    RowTable table(String name) {
        return store.table(name);
    }

    @Nullable
    ObjectNode get(String table, String id) {
        return store.table(table).get(id);
    }

    boolean has(String table, String id) {
        return store.table(table).has(id);
    }

    void put(String table, String id, ObjectNode row) {
        apply(table, id, Json.write(row));
    }

    void remove(String table, String id) {
        apply(table, id, null);
    }

    void undo() {
        while (!undo.isEmpty()) {
            Undo one = undo.pop();
            store.apply(one.place().table(), one.place().id(), one.before());
        }
        written.clear();
    }

    /** The last state of every changed row as one line of JSON; nothing when nothing changed. */
    Optional<String> journalLine() {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        StringJoiner line = new StringJoiner(",", "[", "]");
        written.forEach((place, text) -> line.add("{\"table\":\"" + place.table() + "\",\"id\":\"" + place.id()
                + "\",\"row\":" + text.orElse("null") + "}"));
        return Optional.of(line.toString());
    }

    private void apply(String table, String id, @Nullable String text) {
        Place place = new Place(table, id);
        undo.push(new Undo(place, store.apply(table, id, text)));
        written.put(place, Optional.ofNullable(text));
    }
}
