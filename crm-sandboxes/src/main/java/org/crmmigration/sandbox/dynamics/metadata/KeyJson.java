package org.crmmigration.sandbox.dynamics.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of alternate keys: {@code EntityKeyMetadata}. */
public final class KeyJson {

    private KeyJson() {}

    public static ObjectNode write(AlternateKey key) {
        ObjectNode json = Json.object()
                .put("MetadataId", key.id().toString())
                .put("SchemaName", key.schemaName())
                .put("LogicalName", key.schemaName().toLowerCase(Locale.ROOT))
                .put("EntityLogicalName", key.table())
                .put("EntityKeyIndexStatus", key.status().word())
                .put("_polls", key.pollsLeft());
        ArrayNode columns = json.putArray("KeyAttributes");
        key.columns().forEach(columns::add);
        json.set("DisplayName", Labels.write(key.label()));
        return json;
    }

    /** Reads what {@link #write} wrote. */
    public static AlternateKey read(JsonNode json) {
        return new AlternateKey(
                Json.text(json, "EntityLogicalName"),
                Json.text(json, "SchemaName"),
                columns(json),
                Status.ofWord(Json.text(json, "EntityKeyIndexStatus")),
                json.path("_polls").asInt(0),
                Labels.read(json.path("DisplayName"), Json.text(json, "SchemaName")));
    }

    /** Understands a posted definition. */
    public static AlternateKey parse(String table, JsonNode json, int polls) {
        String name = ColumnJson.schemaName(json);
        Status status = polls == 0 ? Status.ACTIVE : Status.PENDING;
        return new AlternateKey(table, name, columns(json), status, polls, Labels.read(json.path("DisplayName"), name));
    }

    private static List<String> columns(JsonNode json) {
        List<String> columns = new ArrayList<>();
        json.path("KeyAttributes").forEach(column -> columns.add(column.asString()));
        return columns;
    }
}
