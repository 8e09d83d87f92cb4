package org.crmmigration.dynamics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the columns of tables past the caches of the web servers: each kind of column by the cast that knows its bounds and
 * options, all in one batch. Where texts cannot be read so, all columns are read at once, as far as that says what they are.
 */
record ColumnReads(DynamicsApi api) {

    static final Map<String, String> STRONG = Map.of("Consistency", "Strong");

    private static final String BASE =
            "LogicalName,IsValidForCreate,IsValidForUpdate,IsSecured,IsCustomAttribute,RequiredLevel,DisplayName,Description";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("String", "$select=" + BASE + ",MaxLength"),
            Map.entry("Memo", "$select=" + BASE + ",MaxLength"),
            Map.entry("Integer", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Decimal", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Double", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("Money", "$select=" + BASE + ",MinValue,MaxValue"),
            Map.entry("DateTime", "$select=" + BASE + ",Format,DateTimeBehavior"),
            Map.entry("Boolean", "$select=" + BASE),
            Map.entry("Picklist", "$select=" + BASE + "&$expand=OptionSet($select=Options)"),
            Map.entry("MultiSelectPicklist", "$select=" + BASE + "&$expand=OptionSet($select=Options)"));

    /**
     * The columns of a table by logical name.
     *
     * @throws CrmFault.Rejected with status 404 when there is no such table
     */
    Map<String, ColumnSchema> of(String table) {
        String path = "EntityDefinitions(LogicalName='" + table + "')/Attributes";
        Map<String, DynamicsApi.Read> answers = casts(path);
        Map<String, ColumnSchema> columns = new LinkedHashMap<>();
        if (answers.get("String") == null || answers.get("String").fault() != null) {
            api.all(path, Map.of(), STRONG).forEach(json -> put(columns, typeOf(json), json));
        }
        answers.forEach((type, read) -> rows(read).forEach(json -> put(columns, type, json)));
        return Map.copyOf(columns);
    }

    private Map<String, DynamicsApi.Read> casts(String path) {
        List<String> types = List.copyOf(TYPES.keySet());
        List<DynamicsApi.Read> reads = api.getEach(types.stream()
                .map(type -> new Operation.Call(
                        "GET",
                        path + "/Microsoft.Dynamics.CRM." + type + "AttributeMetadata?" + TYPES.get(type),
                        STRONG,
                        null))
                .toList());
        Map<String, DynamicsApi.Read> byType = new HashMap<>();
        for (int i = 0; i < types.size(); i++) {
            byType.put(types.get(i), reads.get(i));
        }
        return byType;
    }

    private static void put(Map<String, ColumnSchema> columns, String type, JsonNode json) {
        if (TYPES.containsKey(type)) {
            ColumnSchema column = ColumnSchema.of(type, json);
            columns.put(column.name(), column);
        }
    }

    /** An environment without a kind of column may not know its name. */
    private static JsonNode rows(DynamicsApi.Read read) {
        CrmFault fault = read.fault();
        if (fault != null && !(fault instanceof CrmFault.Rejected)) {
            throw fault;
        }
        ObjectNode body = read.body();
        return body.path("value");
    }

    private static String typeOf(JsonNode json) {
        String named = Json.text(json.path("AttributeTypeName"), "Value");
        return named.isEmpty()
                ? Json.text(json, "@odata.type").replaceAll("^.*\\.|AttributeMetadata$", "")
                : named.replaceAll("Type$", "");
    }
}
