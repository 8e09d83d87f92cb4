package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.value.Value;

/**
 * Makes one contact of its rows, in the order in which they were exported. Within one export the latest value that is
 * not empty counts, and tags and lists are united; from one export to the next the later one counts, also where it
 * emptied a column that it has.
 */
final class ContactMerge {

    private static final Set<String> UNITED = Set.of("tags", "lists");
    private static final Set<String> NEVER_CLEARED = Set.of("email", "kartra_id", "created_at");

    private final Draft result;
    private final Map<String, Value> session = new LinkedHashMap<>();
    private final Set<String> covered = new LinkedHashSet<>();
    private final Map<String, Value> fields = new LinkedHashMap<>();
    private long export = -1;

    ContactMerge(Draft result) {
        this.result = result;
    }

    /** Adds the next row. */
    void add(StagedRow row, Draft draft) {
        if (row.file().export() != export) {
            close();
            export = row.file().export();
        }
        if (!fields.isEmpty()) { // an export before may have values that this one empties
            covered.addAll(row.file().header().names());
        }
        draft.fields().forEach((name, value) -> session.merge(name, value, (before, now) -> merged(name, before, now)));
        result.raw().putAll(draft.raw());
        result.rows().addAll(draft.rows());
        draft.createdAt().ifPresent(result::createdAt);
    }

    /** The contact of all rows added. */
    Draft merged() {
        close();
        result.fields().putAll(fields);
        return result;
    }

    private void close() {
        for (String name : List.copyOf(fields.keySet())) {
            if (!session.containsKey(name) && covered.contains(column(name)) && !NEVER_CLEARED.contains(name)) {
                fields.put(name, Value.NOTHING);
                result.raw().remove(name);
            }
        }
        fields.putAll(session);
        session.clear();
        covered.clear();
    }

    private static String column(String field) {
        return switch (field) {
            case "country_code" -> "country";
            default -> field;
        };
    }

    private static Value merged(String name, Value before, Value now) {
        if (UNITED.contains(name)
                && before instanceof Value.Texts(List<String> earlier)
                && now instanceof Value.Texts(List<String> later)) {
            Map<String, String> united = new LinkedHashMap<>();
            earlier.forEach(text -> united.putIfAbsent(Names.fold(text), text));
            later.forEach(text -> united.putIfAbsent(Names.fold(text), text));
            return new Value.Texts(new ArrayList<>(united.values()));
        }
        return now;
    }
}
