package org.crmmigration.dynamics;

import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The unmanaged solution and the publisher that everything created belongs to: made when first needed unless they are there,
 * and deleted with the last thing in them, if they were made by us. A publisher of another name that has our prefix serves as
 * well.
 */
final class Belongings {

    private static final String TABLE = "1";

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private boolean there;

    Belongings(DynamicsApi api, DynamicsSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    void ensure() {
        if (there) {
            return;
        }
        List<JsonNode> found = api.all(
                "solutions",
                Map.of("$select", "solutionid,_publisherid_value", "$filter", named(settings.solution())),
                Map.of());
        if (found.isEmpty()) {
            ObjectNode body = Json.object();
            body.put("uniquename", settings.solution());
            body.put("friendlyname", "Kartra migration");
            body.put("version", "1.0.0.0");
            body.put("publisherid@odata.bind", "/publishers(" + publisher() + ")");
            create("solutions", settings.solution(), body);
        } else {
            fits(Json.text(found.getFirst(), "_publisherid_value"));
        }
        there = true;
    }

    /** Whether the solution, which was there, is no more. */
    boolean gone() {
        boolean gone = api.all(
                        "solutions", Map.of("$select", "solutionid", "$filter", named(settings.solution())), Map.of())
                .isEmpty();
        there &= !gone;
        return gone;
    }

    /** A solution that was there decides the prefix of what joins it. */
    private void fits(String publisher) {
        if (!publisher.isEmpty()) {
            JsonNode found = api.get(
                    "publishers(" + RowReads.checked(publisher) + ")",
                    Map.of("$select", "uniquename,customizationprefix"),
                    Map.of());
            requirePrefix("the publisher of the solution " + settings.solution(), found);
        }
    }

    private void requirePrefix(String whose, JsonNode publisher) {
        String prefix = Json.text(publisher, "customizationprefix");
        if (!prefix.equalsIgnoreCase(settings.prefix())) {
            throw new CrmFault.Unavailable(
                    Detail.of(
                            "publisher-prefix",
                            whose + " has the prefix " + prefix + " instead of " + settings.prefix()
                                    + "; set crm.dynamics.prefix to it, or crm.dynamics.publisher and"
                                    + " crm.dynamics.solution to other names"),
                    true,
                    null,
                    null);
        }
    }

    private String publisher() {
        List<JsonNode> found = publishers(named(settings.publisher()));
        if (!found.isEmpty()) {
            requirePrefix("the publisher " + settings.publisher(), found.getFirst());
            return Json.text(found.getFirst(), "publisherid");
        }
        List<JsonNode> sharing = publishers("customizationprefix eq '" + settings.prefix() + "'");
        if (!sharing.isEmpty()) {
            return Json.text(sharing.getFirst(), "publisherid");
        }
        ObjectNode body = Json.object();
        body.put("uniquename", settings.publisher());
        body.put("friendlyname", "Kartra migration");
        body.put("customizationprefix", settings.prefix());
        body.put("customizationoptionvalueprefix", settings.optionPrefix());
        return create("publishers", settings.publisher(), body);
    }

    private List<JsonNode> publishers(String filter) {
        return api.all(
                "publishers",
                Map.of("$select", "publisherid,uniquename,customizationprefix", "$filter", filter),
                Map.of());
    }

    private static String named(String name) {
        return "uniquename eq '" + name + "'";
    }

    private String create(String set, String name, ObjectNode body) {
        String id = OwnIds.of(set, name);
        ignoringExisting(() -> api.patch(set + "(" + id + ")", body, Map.of("If-None-Match", "*")));
        return id;
    }

    /**
     * Deletes the solution when nothing but standard tables is left in it, which joined with columns of ours, and then the
     * publisher, which Dataverse keeps as long as another solution is of it. Whoever may not look or delete leaves them.
     */
    void tidy() {
        String solution = OwnIds.of("solutions", settings.solution());
        try {
            boolean empty = api
                    .all(
                            "solutioncomponents",
                            Map.of("$select", "componenttype", "$filter", "_solutionid_value eq " + solution),
                            Map.of())
                    .stream()
                    .allMatch(component -> Json.text(component, "componenttype").equals(TABLE));
            if (empty && noTablesOfOurs()) {
                api.delete("solutions(" + solution + ")");
                there = false;
                api.delete("publishers(" + OwnIds.of("publishers", settings.publisher()) + ")");
            }
        } catch (CrmFault.Rejected e) {
            // What cannot be looked at or deleted stays: an empty solution harms nobody.
        } catch (CrmFault.Unavailable e) {
            if (!e.detail().code().equals("privilege")) {
                throw e;
            }
        }
    }

    private boolean noTablesOfOurs() {
        return api
                .all(
                        "EntityDefinitions",
                        Map.of("$select", "LogicalName", "$filter", "IsCustomEntity eq true"),
                        Map.of("Consistency", "Strong"))
                .stream()
                .noneMatch(table -> Json.text(table, "LogicalName").startsWith(settings.prefix() + "_"));
    }

    static void ignoringExisting(Runnable call) {
        try {
            call.run();
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("exists")) {
                throw e;
            }
        }
    }
}
