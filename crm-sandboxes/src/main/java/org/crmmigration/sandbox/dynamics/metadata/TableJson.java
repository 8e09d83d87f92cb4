package org.crmmigration.sandbox.dynamics.metadata;

import java.util.Locale;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of tables: {@code EntityMetadata}. */
public final class TableJson {

    private TableJson() {}

    public static ObjectNode write(TableDefinition table) {
        TableDefinition.Names names = table.names();
        ObjectNode json = Json.object()
                .put("@odata.type", "#Microsoft.Dynamics.CRM.EntityMetadata")
                .put("MetadataId", table.id().toString())
                .put("LogicalName", names.logicalName())
                .put("SchemaName", names.schemaName())
                .put("EntitySetName", names.setName())
                .put("LogicalCollectionName", names.setName())
                .put("PrimaryIdAttribute", names.primaryId())
                .put("PrimaryNameAttribute", names.primaryName())
                .put("OwnershipType", table.traits().owned() ? "UserOwned" : "OrganizationOwned")
                .put("IsActivity", table.traits().activity())
                .put("IsCustomEntity", table.traits().custom())
                .put("TableType", "Standard");
        json.set("DisplayName", Labels.write(names.label()));
        json.set("DisplayCollectionName", Labels.write(names.label()));
        return json;
    }

    /** Reads what {@link #write} wrote for a custom table. */
    public static TableDefinition read(JsonNode json) {
        return new TableDefinition(
                new TableDefinition.Names(
                        Json.text(json, "LogicalName"),
                        Json.text(json, "SchemaName"),
                        Json.text(json, "EntitySetName"),
                        Json.text(json, "PrimaryIdAttribute"),
                        Json.text(json, "PrimaryNameAttribute"),
                        Labels.read(json.path("DisplayName"), Json.text(json, "LogicalName"))),
                new TableDefinition.Traits(Json.text(json, "OwnershipType").equals("UserOwned"), false, true, true));
    }

    /** Understands a posted definition. */
    public static TableDefinition parse(JsonNode json, String primaryName) {
        String schemaName = ColumnJson.schemaName(json);
        String logicalName = schemaName.toLowerCase(Locale.ROOT);
        return new TableDefinition(
                new TableDefinition.Names(
                        logicalName,
                        schemaName,
                        plural(logicalName),
                        logicalName + "id",
                        primaryName,
                        Labels.read(json.path("DisplayName"), schemaName)),
                new TableDefinition.Traits(
                        !Json.text(json, "OwnershipType").equals("OrganizationOwned"), false, true, true));
    }

    private static String plural(String name) {
        if (name.endsWith("y") && !name.matches(".*[aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.matches(".*(s|x|z|ch|sh)") ? name + "es" : name + "s";
    }
}
