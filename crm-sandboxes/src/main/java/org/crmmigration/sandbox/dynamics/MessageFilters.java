package org.crmmigration.sandbox.dynamics;

import java.util.List;
import java.util.function.Function;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Condition;
import org.crmmigration.sandbox.dynamics.odata.Expression;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The set {@code sdkmessagefilters}: which bulk message works on which table. UpsertMultiple never shows in it. */
final class MessageFilters {

    private final Environment environment;

    MessageFilters(Environment environment) {
        this.environment = environment;
    }

    static boolean isBulk(Environment environment, TableDefinition table) {
        return table.traits().bulk() || environment.quirks().keys().bulkTables().contains(table.logicalName());
    }

    ObjectNode list(ODataRequest request) {
        Expression filter = request.options().filter();
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        environment.metadata().tables().stream()
                .filter(table -> isBulk(environment, table))
                .flatMap(table ->
                        List.of("CreateMultiple", "UpdateMultiple").stream().map(message -> row(table, message)))
                .filter(row -> filter == null || Condition.holds(filter, path(row)))
                .forEach(value::add);
        request.work().read(value.size());
        return Replies.withContext(request.context(), "sdkmessagefilters", body);
    }

    private static ObjectNode row(TableDefinition table, String message) {
        ObjectNode row = Json.object()
                .put("sdkmessagefilterid", Seed.idOf("filter " + message + " " + table.logicalName()))
                .put("primaryobjecttypecode", table.logicalName());
        row.putObject("sdkmessageid").put("name", message);
        return row;
    }

    private static Function<String, JsonNode> path(JsonNode row) {
        return property -> {
            JsonNode node = row;
            for (String name : property.split("/", -1)) {
                node = node.path(name);
            }
            return node;
        };
    }
}
