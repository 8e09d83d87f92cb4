package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.dynamics.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column as the environment has it now.
 *
 * @param type the metadata type without its suffix, for example {@code String} or {@code MultiSelectPicklist}
 * @param maxLength of texts, 0 when it has none
 * @param min of numbers
 * @param max of numbers
 * @param options labels in lower case to values
 * @param dateOnly holds a day without a time zone
 * @param writable what Dataverse does not silently ignore
 */
record ColumnSchema(
        String name,
        String type,
        int maxLength,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Map<String, Integer> options,
        boolean dateOnly,
        Writable writable) {

    /** When a value is taken. */
    record Writable(boolean onCreate, boolean onUpdate) {}

    /** Copies the options. */
    ColumnSchema {
        options = Map.copyOf(options);
    }

    static ColumnSchema of(String type, JsonNode json) {
        boolean dateOnly = "DateOnly".equals(Json.text(json.path("DateTimeBehavior"), "Value"))
                || "DateOnly".equals(Json.text(json, "Format"));
        return new ColumnSchema(
                Json.text(json, "LogicalName"),
                type,
                json.path("MaxLength").asInt(0),
                decimal(json.path("MinValue")),
                decimal(json.path("MaxValue")),
                options(json.path("OptionSet").path("Options")),
                dateOnly,
                new Writable(
                        json.path("IsValidForCreate").asBoolean(true),
                        json.path("IsValidForUpdate").asBoolean(true)));
    }

    Optional<Integer> option(String label) {
        return Optional.ofNullable(options.get(folded(label)));
    }

    Kind kind() {
        return switch (type) {
            case "Picklist" -> Kind.CHOICE;
            case "MultiSelectPicklist" -> Kind.CHOICES;
            case "Boolean" -> Kind.FLAG;
            case "Integer", "Decimal", "Double" -> Kind.NUMBER;
            case "Money" -> Kind.MONEY;
            case "DateTime" -> dateOnly ? Kind.DAY : Kind.MOMENT;
            default -> Kind.TEXT;
        };
    }

    static String folded(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : null;
    }

    private static Map<String, Integer> options(JsonNode options) {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (JsonNode option : options) {
            JsonNode label = option.path("Label");
            String text = Json.text(label.path("UserLocalizedLabel"), "Label");
            if (text.isEmpty()) {
                text = Json.text(label.path("LocalizedLabels").path(0), "Label");
            }
            found.putIfAbsent(folded(text), option.path("Value").asInt());
        }
        return found;
    }
}
