package org.crmmigration.dynamics;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between a row as Dataverse sends it and as everything here compares it: by column, a reference as {@code /set(id)}, the
 * state as {@code statecode/statuscode}, the creation date under the column it is written to.
 */
final class RowCodec {

    static final String STATE = "statecode";
    static final String CREATED = "overriddencreatedon";
    static final Map<String, String> LOOKUP_NAMES =
            Map.of("Prefer", "odata.include-annotations=\"Microsoft.Dynamics.CRM.lookuplogicalname\"");

    private static final String LOOKUP_NAME = "@Microsoft.Dynamics.CRM.lookuplogicalname";
    private static final Map<String, String> SETS = Map.of(
            "account", "accounts",
            "contact", "contacts",
            "opportunity", "opportunities",
            "systemuser", "systemusers",
            "team", "teams",
            "pricelevel", "pricelevels",
            "transactioncurrency", "transactioncurrencies");

    private RowCodec() {}

    /** {@code $select} for these columns and for who touched the row. */
    static String select(RowType type, Collection<String> columns) {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(List.of(type.id(), "createdon", "modifiedon", "_createdby_value", "_modifiedby_value"));
        for (String column : columns) {
            names.add(readName(type, column));
            if (column.equals(CREATED)) {
                names.add(CREATED);
            }
        }
        if (type.hasStates() || type.isOpportunity()) {
            names.add(STATE);
            names.add("statuscode");
        }
        if (type.isOpportunity()) {
            names.add("actualvalue");
            names.add("actualclosedate");
        }
        return String.join(",", names);
    }

    /** A column's value in a row. */
    static JsonNode read(RowType type, JsonNode row, String column) {
        if (column.equals(STATE)) {
            return text(
                    row.path(STATE).asString("") + "/" + row.path("statuscode").asString(""));
        }
        if (column.equals(CREATED)) {
            return created(row);
        }
        JsonNode value = row.path(readName(type, column));
        return type.lookups().containsKey(column) && value.isString() ? reference(type, row, column, value) : value;
    }

    /** Of the two dates that the server keeps, the given one is the older: the other is when the row was loaded. */
    private static JsonNode created(JsonNode row) {
        JsonNode shown = row.path("createdon");
        JsonNode other = row.path(CREATED);
        return other.isString() && shown.isString() && other.asString().compareTo(shown.asString()) < 0 ? other : shown;
    }

    /** A reference as it is compared. */
    static JsonNode reference(String set, String id) {
        return text("/" + set + "(" + id.toLowerCase(Locale.ROOT) + ")");
    }

    /** The body that writes these values; a state needs a call of its own and is left out. */
    static ObjectNode body(RowType type, ObjectNode values) {
        ObjectNode body = Json.object();
        values.forEachEntry((column, value) -> {
            Map<String, String> navigations = type.lookups().get(column);
            if (navigations != null) {
                body.set(navigation(navigations, value) + "@odata.bind", value);
            } else if (!column.equals(STATE)) {
                body.set(column, value);
            }
        });
        return body;
    }

    /** The body that brings a row into a state. */
    static ObjectNode state(String codes) {
        int slash = codes.indexOf('/');
        ObjectNode body = Json.object();
        body.put(STATE, Integer.parseInt(codes.substring(0, slash)));
        body.put("statuscode", Integer.parseInt(codes.substring(slash + 1)));
        return body;
    }

    private static String readName(RowType type, String column) {
        if (column.equals(CREATED)) {
            return "createdon";
        }
        return type.lookups().containsKey(column) ? "_" + column + "_value" : column;
    }

    private static JsonNode reference(RowType type, JsonNode row, String column, JsonNode id) {
        String table = Json.text(row, "_" + column + "_value" + LOOKUP_NAME);
        @Nullable String set = SETS.get(table);
        Map<String, String> navigations = type.lookups().getOrDefault(column, Map.of());
        return reference(set == null ? navigations.keySet().iterator().next() : set, id.asString());
    }

    private static String navigation(Map<String, String> navigations, JsonNode value) {
        String target = value.asString("");
        for (Map.Entry<String, String> navigation : navigations.entrySet()) {
            if (target.startsWith("/" + navigation.getKey() + "(")) {
                return navigation.getValue();
            }
        }
        return navigations.values().stream().sorted().findFirst().orElseThrow();
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
