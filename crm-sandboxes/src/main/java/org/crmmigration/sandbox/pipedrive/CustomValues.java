package org.crmmigration.sandbox.pipedrive;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.FieldCatalog.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks {@code custom_fields} as v2 does and brings values into the form they are read in. One wrong value refuses the
 * whole request. Source: the v2 migration guide (2026-04-30) and observed messages.
 */
final class CustomValues {

    private static final int LONGEST_VARCHAR = 255;
    private static final int LONGEST_TEXT = 65_000;
    private static final BigDecimal BEYOND_14_DIGITS = new BigDecimal("1E14");

    private final Account account;
    private final CompositeValues composites;

    CustomValues(Account account) {
        this.account = account;
        this.composites = new CompositeValues(account);
    }

    /** Puts the sent values over the stored ones; null clears. */
    void merge(ObjectNode stored, JsonNode sent, String fieldsTable, String noun) {
        if (!sent.isObject()) {
            throw Refusal.invalid("custom_fields", "The value is not a valid 'object'");
        }
        Map<String, Field> fields = account.fields().custom(fieldsTable);
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            Field field = fields.get(entry.getKey());
            if (field == null && entry.getKey().equals("custom_fields")) {
                // A body wrapped twice makes the vendor's service fail instead of refusing.
                throw Refusal.failure(500);
            }
            if (field == null) {
                throw wrong("Unknown key '" + entry.getKey() + "'");
            }
            if (entry.getValue().isNull()) {
                stored.remove(field.code());
            } else {
                stored.set(field.code(), read(field, entry.getValue(), noun));
            }
        }
    }

    private JsonNode read(Field field, JsonNode value, String noun) {
        return switch (field.type()) {
            case "varchar", "varchar_auto", "phone" -> text(field, value, noun, LONGEST_VARCHAR);
            case "text" -> text(field, value, noun, LONGEST_TEXT);
            case "double" -> number(field, value, noun);
            case "date" -> date(field, value, noun);
            case "monetary" -> composites.monetary(field, value);
            case "daterange" -> CompositeValues.range(field, value);
            case "time", "timerange" -> CompositeValues.time(field, value);
            case "enum" -> option(field, value);
            case "set" -> options(field, value);
            case "address" -> Addresses.complete("custom_fields", value);
            case "user" -> reference(field, value, "users", noun);
            case "org" -> reference(field, value, "organizations", noun);
            case "people" -> reference(field, value, "persons", noun);
            default -> throw wrong("custom field '" + field.code() + "' cannot be written");
        };
    }

    private static JsonNode text(Field field, JsonNode value, String noun, int longest) {
        if (!value.isString()) {
            throw expected("string", noun, field);
        }
        if (value.asString().length() > longest) {
            throw wrong("Value of " + noun + " custom field '" + field.code() + "' is longer than " + longest
                    + " characters");
        }
        return value;
    }

    private static JsonNode number(Field field, JsonNode value, String noun) {
        if (!value.isNumber()) {
            throw expected("number", noun, field);
        }
        if (value.decimalValue().abs().compareTo(BEYOND_14_DIGITS) >= 0) {
            throw wrong("Value of " + noun + " custom field '" + field.code() + "' has more than 14 digits");
        }
        return value;
    }

    private static JsonNode date(Field field, JsonNode value, String noun) {
        if (!value.isString() || !Times.isDate(value.asString())) {
            throw expected("date", noun, field);
        }
        return value;
    }

    private static JsonNode option(Field field, JsonNode value) {
        if (!Shape.isWhole(value)) {
            throw wrong("Expected 'number' as value for single option custom field");
        }
        if (!field.options().containsKey(value.asLong())) {
            throw wrong("Unknown option " + value.asLong() + " for single option custom field '" + field.code() + "'");
        }
        return value;
    }

    private static JsonNode options(Field field, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            throw wrong("Expected non-empty 'array' as value for multi options custom field '" + field.code()
                    + "'. Use null to clear the field.");
        }
        Set<Long> ids = new TreeSet<>();
        for (JsonNode item : value) {
            if (!Shape.isWhole(item) || !field.options().containsKey(item.asLong())) {
                throw wrong("Unknown option for multi options custom field '" + field.code() + "'");
            }
            ids.add(item.asLong());
        }
        // The vendor does not keep the order in which options are sent.
        ArrayNode sorted = Json.array();
        ids.forEach(sorted::add);
        return sorted;
    }

    private JsonNode reference(Field field, JsonNode value, String table, String noun) {
        if (!Shape.isWhole(value)) {
            throw expected("number", noun, field);
        }
        if (account.settings().quirks().checkReferences() && account.findLive(table, value.asLong()) == null) {
            throw wrong("Value of " + noun + " custom field '" + field.code() + "' refers to nothing");
        }
        return value;
    }

    private static Refusal expected(String type, String noun, Field field) {
        return wrong("Expected '" + type + "' as value for " + noun + " custom field '" + field.code() + "'");
    }

    static Refusal wrong(String reason) {
        return Refusal.invalid("custom_fields", reason);
    }
}
