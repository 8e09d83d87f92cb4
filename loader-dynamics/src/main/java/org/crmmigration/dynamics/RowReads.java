package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import tools.jackson.databind.JsonNode;

/** Reads rows of one type by their ids, which sees every committed row at once. */
record RowReads(RowType type, DynamicsApi api) {

    /** Ids in one call, well below the longest address. */
    static final int MOST_IDS = 50;

    /** One row; empty when it is gone. */
    Optional<JsonNode> one(String id, Collection<String> columns) {
        try {
            return Optional.of(api.get(
                    type.path(checked(id)), Map.of("$select", RowCodec.select(type, columns)), RowCodec.LOOKUP_NAMES));
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Many rows by id; those that are gone are left out. */
    Map<String, JsonNode> many(List<String> ids, Collection<String> columns) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (List<String> portion : portions(ids)) {
            String filter =
                    portion.stream().map(id -> type.id() + " eq " + checked(id)).collect(Collectors.joining(" or "));
            Map<String, String> query = Map.of("$select", RowCodec.select(type, columns), "$filter", filter);
            api.all(type.set(), query, RowCodec.LOOKUP_NAMES)
                    .forEach(row -> found.put(Json.text(row, type.id()).toLowerCase(Locale.ROOT), row));
        }
        return found;
    }

    /** Ids in lists that go well into one address. */
    static List<List<String>> portions(Collection<String> ids) {
        List<String> all = ids.stream().distinct().toList();
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            portions.add(all.subList(from, Math.min(all.size(), from + MOST_IDS)));
        }
        return portions;
    }

    /** Dataverse's ids are GUIDs; anything else cannot be there and must not get into an address. */
    static String checked(String id) {
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new CrmFault.Rejected(CrmFault.Detail.of("not-found", "the id is none that Dataverse gives"));
        }
        return id;
    }
}
