package org.crmmigration.dynamics;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;

/** The few rows of a table that commands name, such as marketing lists. Of two with one name, ours counts. */
final class NamedRows {

    private final DynamicsApi api;
    private final LiveSchema schema;
    private final Table table;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> made = new HashMap<>();
    private @Nullable Map<String, String> byName;

    NamedRows(DynamicsApi api, LiveSchema schema, Table table) {
        this.api = api;
        this.schema = schema;
        this.table = table;
    }

    /**
     * Where they stand.
     *
     * @param filter those that can be meant, empty for all
     */
    record Table(String set, String id, String name, String filter) {

        /** Static marketing lists of contacts. */
        static final Table LISTS = new Table("lists", "listid", "listname", "createdfromcode eq 2 and type eq false");

        static final Table PRICE_LISTS = new Table("pricelevels", "pricelevelid", "name", "");
    }

    void forget() {
        lock.lock();
        try {
            byName = null;
        } finally {
            lock.unlock();
        }
    }

    Optional<String> id(String name) {
        return Optional.ofNullable(known().get(ColumnSchema.folded(name)));
    }

    /** Whether one of our application users made the row. */
    boolean ours(String id) {
        known();
        lock.lock();
        try {
            return made.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /** Names of those that our application users made. */
    List<String> names() {
        known();
        lock.lock();
        try {
            return made.values().stream().sorted().toList();
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> known() {
        lock.lock();
        try {
            Map<String, String> rows = byName;
            if (rows == null) {
                rows = read();
                byName = rows;
            }
            return rows;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> read() {
        Map<String, String> query = new HashMap<>();
        query.put("$select", table.id() + "," + table.name() + ",_createdby_value");
        query.put("$orderby", "createdon asc");
        if (!table.filter().isEmpty()) {
            query.put("$filter", table.filter());
        }
        Map<String, String> rows = new HashMap<>();
        made.clear();
        api.all(table.set(), query, Map.of()).forEach(row -> {
            String id = Json.text(row, table.id()).toLowerCase(Locale.ROOT);
            String name = ColumnSchema.folded(Json.text(row, table.name()));
            boolean ours = schema.ours(Json.text(row, "_createdby_value"));
            if (ours) {
                made.put(id, Json.text(row, table.name()));
            }
            if (ours || !rows.containsKey(name)) {
                rows.put(name, id);
            }
        });
        return Map.copyOf(rows);
    }
}
