package org.crmmigration.dynamics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads opportunities as closed ones are looked at, and the activities that closed them. */
record ClosedDeals(DynamicsApi api) {

    private static final String SELECT = "opportunityid,statecode,statuscode,actualvalue,actualclosedate";
    private static final Map<String, String> STATES = Map.of("0", "open", "1", "won", "2", "lost");

    /** The opportunity with its state as a word; empty when it is gone. */
    Optional<JsonNode> read(String id) {
        return Optional.ofNullable(read(List.of(RowReads.checked(id))).get(id));
    }

    /** Opportunities by id, each with its state as a word; those that are gone are left out. */
    Map<String, JsonNode> read(List<String> ids) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (List<String> portion : RowReads.portions(ids)) {
            String filter = portion.stream().map(id -> "opportunityid eq " + id).collect(Collectors.joining(" or "));
            api.all("opportunities", Map.of("$select", SELECT, "$filter", filter), Map.of())
                    .forEach(row -> {
                        ObjectNode opportunity = (ObjectNode) row;
                        opportunity.put(ClosingWish.STATUS, STATES.getOrDefault(Json.text(row, "statecode"), "open"));
                        rows.put(Json.text(row, "opportunityid").toLowerCase(Locale.ROOT), opportunity);
                    });
        }
        return rows;
    }

    /** Closing activities and the opportunities they closed. */
    Map<String, String> activities(List<String> opportunities) {
        Map<String, String> activities = new LinkedHashMap<>();
        for (List<String> portion : RowReads.portions(opportunities)) {
            String filter =
                    portion.stream().map(id -> "_opportunityid_value eq " + id).collect(Collectors.joining(" or "));
            api.all(
                            "opportunitycloses",
                            Map.of("$select", "activityid,_opportunityid_value", "$filter", filter),
                            Map.of())
                    .forEach(row -> activities.put(
                            RowReads.checked(Json.text(row, "activityid")),
                            Json.text(row, "_opportunityid_value").toLowerCase(Locale.ROOT)));
        }
        return activities;
    }
}
