package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows that Dataverse would delete along with another: an account's contacts, everybody's notes and activities. A rollback
 * takes back our own before what they hang on, so those that are left are somebody else's and keep the row alive. Source:
 * relationship tables of the Dataverse reference (Delete = Cascade).
 */
record Dependents(DynamicsApi api) {

    /** Where dependents stand: their set, key, and the column that refers to the row. */
    private record Place(String set, String id, String column) {}

    private static final List<Place> ANYONE = List.of(
            new Place("annotations", "annotationid", "_objectid_value"),
            new Place("tasks", "activityid", "_regardingobjectid_value"),
            new Place("phonecalls", "activityid", "_regardingobjectid_value"),
            new Place("appointments", "activityid", "_regardingobjectid_value"));
    private static final Map<String, List<Place>> OF = Map.of(
            "account",
            List.of(
                    new Place("contacts", "contactid", "_parentcustomerid_value"),
                    new Place("opportunities", "opportunityid", "_customerid_value")),
            "contact",
            List.of(new Place("opportunities", "opportunityid", "_customerid_value")),
            "opportunity",
            List.of(new Place("opportunityproducts", "opportunityproductid", "_opportunityid_value")),
            "list",
            List.of(new Place("listmembers", "listmemberid", "_listid_value")));

    /**
     * Makes sure that deleting the row deletes nothing else.
     *
     * @throws CrmFault.Rejected with the code {@code has-dependents}
     */
    void none(RowType type, String id) {
        List<Place> places = new ArrayList<>(OF.getOrDefault(type.table(), List.of()));
        if (places.isEmpty()) {
            return;
        }
        if (!type.table().equals("list")) {
            places.addAll(ANYONE);
        }
        List<ObjectNode> answers = api.getAll(places.stream()
                .map(place -> new Operation.Call(
                        "GET",
                        place.set() + "?$select=" + place.id() + "&$top=1&$filter=" + place.column() + "%20eq%20" + id,
                        Map.of(),
                        null))
                .toList());
        for (int i = 0; i < places.size(); i++) {
            if (!answers.get(i).path("value").isEmpty()) {
                throw new CrmFault.Rejected(Detail.of(
                        "has-dependents",
                        "deleting the " + type.table() + " would delete "
                                + places.get(i).set() + " that this migration did not make, or has not taken back"));
            }
        }
    }
}
