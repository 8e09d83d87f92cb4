package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows that Dataverse would delete along with another: an account's contacts, everybody's notes and activities. A rollback
 * takes back our own before what they hang on, so those that are left are somebody else's and keep the row alive. Source:
 * relationship tables of the Dataverse reference (Delete = Cascade).
 */
record Dependents(DynamicsApi api) {

    /** Where dependents stand: their set, and the column that refers to the row. */
    private record Place(String set, String column) {}

    private static final List<Place> ANYONE = List.of(
            new Place("annotations", "_objectid_value"),
            new Place("tasks", "_regardingobjectid_value"),
            new Place("phonecalls", "_regardingobjectid_value"),
            new Place("appointments", "_regardingobjectid_value"));
    private static final Map<String, List<Place>> OF = Map.of(
            "account",
            List.of(new Place("contacts", "_parentcustomerid_value"), new Place("opportunities", "_customerid_value")),
            "contact",
            List.of(new Place("opportunities", "_customerid_value")),
            "opportunity",
            List.of(
                    new Place("opportunityproducts", "_opportunityid_value"),
                    new Place("opportunitycloses", "_opportunityid_value")),
            "list",
            List.of(new Place("listmembers", "_listid_value")));

    /** Why, by id, a row cannot be deleted whose deletion would delete something else. */
    Map<String, CrmFault> of(RowType type, List<String> ids) {
        List<Place> places = new ArrayList<>(OF.getOrDefault(type.table(), List.of()));
        if (places.isEmpty()) {
            return Map.of();
        }
        if (!type.table().equals("list")) {
            places.addAll(ANYONE);
        }
        Map<String, CrmFault> faults = new LinkedHashMap<>();
        for (List<String> portion : RowReads.portions(ids)) {
            Map<String, String> byFolded =
                    portion.stream().collect(Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id));
            hanging(places, portion).forEach((folded, place) -> {
                String id = byFolded.get(folded);
                if (id != null) {
                    faults.put(id, refusal(type, place));
                }
            });
        }
        return faults;
    }

    private Map<String, Place> hanging(List<Place> places, List<String> ids) {
        List<DynamicsApi.Read> answers = api.getEach(places.stream()
                .map(place -> new Operation.Call(
                        "GET",
                        place.set() + "?$select=" + place.column() + "&$filter="
                                + filter(place, ids).replace(" ", "%20"),
                        Map.of(),
                        null))
                .toList());
        Map<String, Place> hanging = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            parents(place, ids, page(answers.get(i)))
                    .forEach(row -> hanging.put(Json.text(row, place.column()).toLowerCase(Locale.ROOT), place));
        }
        return hanging;
    }

    /** An environment without a table has no dependents in it. */
    private static ObjectNode page(DynamicsApi.Read answer) {
        CrmFault fault = answer.fault();
        if (fault != null && !fault.detail().code().equals("unknown-table")) {
            throw fault;
        }
        return answer.body();
    }

    /** Where one page does not hold all dependents, all pages are read. */
    private List<JsonNode> parents(Place place, List<String> ids, ObjectNode page) {
        return page.has("@odata.nextLink")
                ? api.all(place.set(), Map.of("$select", place.column(), "$filter", filter(place, ids)), Map.of())
                : page.path("value").valueStream().toList();
    }

    private static String filter(Place place, List<String> ids) {
        return ids.stream().map(id -> place.column() + " eq " + id).collect(Collectors.joining(" or "));
    }

    private static CrmFault refusal(RowType type, Place place) {
        return new CrmFault.Rejected(Detail.of(
                "has-dependents",
                "deleting the " + type.table() + " would delete " + place.set()
                        + " that this migration did not make, or has not taken back"));
    }
}
