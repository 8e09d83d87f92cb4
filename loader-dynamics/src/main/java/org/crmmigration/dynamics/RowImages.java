package org.crmmigration.dynamics;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a row held at one time, as far as we or people write it: enough to bring it back there. */
record RowImages(RowType type, LiveSchema schema, Names names) {

    /** Standard columns that only people fill. */
    private static final Set<String> PERSONS = Set.of(
            "telephone1",
            "mobilephone",
            "emailaddress1",
            "emailaddress2",
            "websiteurl",
            "jobtitle",
            "description",
            "location",
            "subject",
            "notetext",
            "address1_line1",
            "address1_line2",
            "address1_city",
            "address1_stateorprovince",
            "address1_postalcode",
            "address1_country");

    /** The columns an image holds: those a command can name, and all of ours. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        Map<String, ColumnSchema> live = schema.columns(type.table());
        type.columns().values().stream()
                .map(RowType.Column::name)
                .filter(name ->
                        live.containsKey(name) || type.lookups().containsKey(name) || name.equals(RowCodec.STATE))
                .forEach(columns::add);
        live.keySet().stream().filter(names::ours).sorted().forEach(columns::add);
        return columns;
    }

    String of(JsonNode row, Set<String> columns) {
        ObjectNode image = Json.object();
        columns.forEach(column -> image.set(column, RowCodec.read(type, row, column)));
        return Json.text(image);
    }

    /** The row an image is of. */
    WireRow row(String crmId, String image) {
        Map<String, WireValue> values = new LinkedHashMap<>();
        Json.parseObject(image)
                .forEachEntry((column, value) -> values.put(column, new WireValue(column, value, kind(column), true)));
        return new WireRow(type, crmId, values, null);
    }

    private Kind kind(String column) {
        if (type.lookups().containsKey(column)) {
            return Kind.LOOKUP;
        }
        return column.equals(RowCodec.STATE)
                ? Kind.STATE
                : schema.column(type.table(), column).map(ColumnSchema::kind).orElse(Kind.TEXT);
    }

    /**
     * Columns where a value that is not ours is a person's. What appeared without anybody else touching the row was put
     * there by the environment itself, as was what processes keep.
     */
    List<String> persons(JsonNode row) {
        return schema.ours(Json.text(row, "_modifiedby_value"))
                ? List.of()
                : schema.columns(type.table()).values().stream()
                        .filter(column -> column.writable().onUpdate())
                        .map(ColumnSchema::name)
                        .filter(name -> names.ours(name) || PERSONS.contains(name))
                        .sorted()
                        .toList();
    }
}
