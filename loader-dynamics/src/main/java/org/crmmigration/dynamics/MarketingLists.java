package org.crmmigration.dynamics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.jspecify.annotations.Nullable;

/** The static marketing lists of contacts by name. Of two lists with one name, that of our application user counts. */
final class MarketingLists {

    private static final Map<String, String> QUERY = Map.of(
            "$select",
            "listid,listname,_createdby_value",
            "$filter",
            "createdfromcode eq 2 and type eq false",
            "$orderby",
            "createdon asc");

    private final DynamicsApi api;
    private final LiveSchema schema;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> made = new HashSet<>();
    private @Nullable Map<String, String> byName;

    MarketingLists(DynamicsApi api, LiveSchema schema) {
        this.api = api;
        this.schema = schema;
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

    /** Whether our application user made the list. */
    boolean ours(String id) {
        known();
        lock.lock();
        try {
            return made.contains(id);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> known() {
        lock.lock();
        try {
            Map<String, String> lists = byName;
            if (lists == null) {
                lists = read(schema.self());
                byName = lists;
            }
            return lists;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> read(String self) {
        Map<String, String> lists = new HashMap<>();
        made.clear();
        api.all("lists", QUERY, Map.of()).forEach(list -> {
            String id = Json.text(list, "listid").toLowerCase(Locale.ROOT);
            String name = ColumnSchema.folded(Json.text(list, "listname"));
            boolean ours = Json.text(list, "_createdby_value").equalsIgnoreCase(self);
            if (ours) {
                made.add(id);
            }
            if (ours || !lists.containsKey(name)) {
                lists.put(name, id);
            }
        });
        return Map.copyOf(lists);
    }
}
