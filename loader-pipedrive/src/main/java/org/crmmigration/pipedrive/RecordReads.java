package org.crmmigration.pipedrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.pipedrive.Endpoint.Many;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.crmmigration.pipedrive.api.PipedriveApi.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads records of one type: one, many, the newest, and those that carry certain migration keys. */
record RecordReads(Endpoint endpoint, PipedriveApi api) {

    /** Rows read twice where a v1 list moves under us, so that a deletion meanwhile hides none. */
    private static final int OVERLAP = 20;

    /** One record; empty when it is gone. */
    Optional<JsonNode> one(String id, Map<String, String> includes) {
        try {
            JsonNode record = api.get(endpoint.one(), id, includes);
            return record.isObject() && !Endpoint.gone(record) ? Optional.of(record) : Optional.empty();
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Many records by id; those that are gone are left out. */
    Map<String, JsonNode> many(List<String> ids, Map<String, String> includes) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        switch (endpoint.many()) {
            case IDS -> {
                for (int from = 0; from < ids.size(); from += Endpoint.MOST_IDS) {
                    byIds(ids.subList(from, Math.min(ids.size(), from + Endpoint.MOST_IDS)), includes, found);
                }
            }
            case LIST -> api.all(endpoint.route(), Endpoint.everything()).forEach(row -> keep(row, ids, found));
            case SINGLE -> ids.forEach(id -> one(id, includes).ifPresent(row -> found.put(id, row)));
        }
        return found;
    }

    private void byIds(List<String> ids, Map<String, String> includes, Map<String, JsonNode> found) {
        Map<String, String> query = new LinkedHashMap<>(includes);
        query.put("ids", String.join(",", ids));
        query.put("limit", Integer.toString(PipedriveApi.PAGE));
        api.page(endpoint.route(), query).rows().forEach(row -> keep(row, ids, found));
        if (endpoint.route().equals(Endpoint.DEAL.route())) {
            // Lists leave archived deals out; by its own id an archived deal is read like any other.
            ids.stream()
                    .filter(id -> !found.containsKey(id))
                    .forEach(id -> one(id, includes).ifPresent(row -> found.put(id, row)));
        }
    }

    private static void keep(JsonNode row, List<String> ids, Map<String, JsonNode> found) {
        String id = Json.text(row, "id");
        if (ids.contains(id) && !Endpoint.gone(row)) {
            found.put(id, row);
        }
    }

    /** The highest id in the account, 0 when there is none. */
    long newest() {
        List<JsonNode> rows =
                api.page(endpoint.route(), endpoint.newestFirst(1)).rows();
        return rows.isEmpty() ? 0 : rows.getFirst().path("id").asLong();
    }

    /**
     * Walks down the list from the newest record to the floor; lists show a record as soon as it exists, searches do not.
     *
     * @param place where the key is carried
     * @return ids to keys
     */
    Map<String, String> carriers(String place, Set<String> keys, @Nullable String floor) {
        long lowest = floor == null ? 0 : Long.parseLong(floor);
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, String> query = endpoint.newestFirst(PipedriveApi.PAGE);
        if (!Wire.code(place).isEmpty()) {
            query.put("custom_fields", Wire.code(place));
        }
        while (query != null) {
            Page page = api.page(endpoint.route(), query);
            long least = Long.MAX_VALUE;
            for (JsonNode row : page.rows()) {
                long id = row.path("id").asLong();
                least = Math.min(least, id);
                String key = key(row, place);
                if (id > lowest && keys.contains(key) && !Endpoint.gone(row)) {
                    found.put(Long.toString(id), key);
                }
            }
            query = least <= lowest ? null : overlapping(page.next());
        }
        return found;
    }

    private static String key(JsonNode row, String place) {
        String text = Wire.at(row, place).asString("");
        return Wire.code(place).isEmpty() ? MigrationKey.in(text).orElse("") : text;
    }

    private @Nullable Map<String, String> overlapping(@Nullable Map<String, String> next) {
        if (next == null || endpoint.many() != Many.SINGLE) {
            return next;
        }
        Map<String, String> earlier = new LinkedHashMap<>(next);
        earlier.computeIfPresent("start", (name, start) -> Long.toString(Long.parseLong(start) - OVERLAP));
        return earlier;
    }
}
