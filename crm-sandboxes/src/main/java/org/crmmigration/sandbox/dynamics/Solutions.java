package org.crmmigration.sandbox.dynamics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** What belongs to which unmanaged solution: the rows of {@code solutioncomponents}, which the server keeps. */
final class Solutions {

    /** Kinds of components, by the vendor's numbers. */
    static final int TABLE = 1;

    static final int COLUMN = 2;
    static final int CHOICE = 9;
    static final int RELATIONSHIP = 10;
    static final int KEY = 14;

    private static final String SET = "solutioncomponent";

    private final Environment environment;

    Solutions(Environment environment) {
        this.environment = environment;
    }

    /** The solution of this name, refused when there is none; a name of ours must have its publisher's prefix. */
    String named(Transaction tx, String name, String component) {
        ObjectNode solution = tx.table("solution").rows().values().stream()
                .map(Json::parseObject)
                .filter(row -> Json.text(row, "uniquename").equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("The solution '" + name + "' was not found."));
        ObjectNode publisher = tx.get("publisher", Json.text(solution, "_publisherid_value"));
        String prefix = publisher == null ? "" : Json.text(publisher, "customizationprefix");
        if (!component.isEmpty()
                && !component.toLowerCase(java.util.Locale.ROOT).startsWith(prefix + "_")) {
            throw Refusal.invalid("The name '" + component + "' does not have the prefix '" + prefix
                    + "' of the solution's publisher.");
        }
        return Json.text(solution, "solutionid");
    }

    void join(Transaction tx, String solution, int kind, String object) {
        String id = UUID.nameUUIDFromBytes((solution + object).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        if (!tx.has(SET, id)) {
            String now = environment.nowText();
            tx.put(
                    SET,
                    id,
                    Json.object()
                            .put("solutioncomponentid", id)
                            .put("componenttype", kind)
                            .put("objectid", object)
                            .put("_solutionid_value", solution)
                            .put("createdon", now)
                            .put("modifiedon", now)
                            .put("versionnumber", environment.store().nextVersion()));
        }
    }

    /** Forgets components that are no more. */
    void sweep(Transaction tx) {
        Set<String> there = there(environment.metadata());
        for (String id : List.copyOf(tx.table(SET).rows().keySet())) {
            ObjectNode row = tx.get(SET, id);
            if (row != null && !there.contains(Json.text(row, "objectid"))) {
                tx.remove(SET, id);
            }
        }
    }

    private static Set<String> there(Metadata metadata) {
        Set<String> ids = new HashSet<>();
        for (TableDefinition table : metadata.tables()) {
            ids.add(table.id().toString());
            table.columns().forEach(column -> ids.add(column.id().toString()));
            table.keys().forEach(key -> ids.add(key.id().toString()));
        }
        metadata.relationships().forEach(one -> ids.add(one.id().toString()));
        metadata.globalOptionSets().forEach(one -> ids.add(one.id().toString()));
        return ids;
    }
}
