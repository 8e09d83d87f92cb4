package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.messaging.value.Value;
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
 * @param about what people see
 */
record ColumnSchema(
        String name,
        String type,
        int maxLength,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Map<String, Integer> options,
        boolean dateOnly,
        Writable writable,
        About about) {

    /** Columns that hold a day by the vendor's documents, whatever an environment says of them. */
    private static final Set<String> DAYS = Set.of("estimatedclosedate", "actualclosedate");

    /** When a value is taken. */
    record Writable(boolean onCreate, boolean onUpdate) {}

    /**
     * What people see of a column, and who may touch it.
     *
     * @param description carries the migration key of columns we made
     * @param secured behind column security
     * @param required Dataverse itself insists on a value
     * @param custom no column Dataverse came with
     * @param options labels of a choice in the environment's order
     */
    record About(
            String label, String description, boolean secured, boolean required, boolean custom, List<String> options) {

        /** Copies the options. */
        About {
            options = List.copyOf(options);
        }
    }

    /** Copies the options. */
    ColumnSchema {
        options = Map.copyOf(options);
    }

    static ColumnSchema of(String type, JsonNode json) {
        boolean dateOnly = "DateOnly".equals(Json.text(json.path("DateTimeBehavior"), "Value"))
                || "DateOnly".equals(Json.text(json, "Format"))
                || DAYS.contains(Json.text(json, "LogicalName"));
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
                        json.path("IsValidForUpdate").asBoolean(true)),
                new About(
                        label(json.path("DisplayName")),
                        label(json.path("Description")),
                        json.path("IsSecured").asBoolean(false),
                        "SystemRequired".equals(Json.text(json.path("RequiredLevel"), "Value")),
                        json.path("IsCustomAttribute").asBoolean(false),
                        json.path("OptionSet")
                                .path("Options")
                                .valueStream()
                                .map(option -> label(option.path("Label")))
                                .toList()));
    }

    /** A column of a standard table that the environment does not describe: taken as the value is. */
    static ColumnSchema assumed(String name, Value value) {
        String type = switch (value) {
            case Value.Flag _ -> "Boolean";
            case Value.Money _ -> "Money";
            case Value.Whole _, Value.Decimal _ -> "Decimal";
            case Value.Day _, Value.Moment _ -> "DateTime";
            default -> "String";
        };
        return new ColumnSchema(
                name,
                type,
                0,
                null,
                null,
                Map.of(),
                value instanceof Value.Day,
                new Writable(true, true),
                new About(name, "", false, false, false, List.of()));
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
            int value = option.path("Value").asInt();
            found.putIfAbsent(folded(label(option.path("Label"))), value);
        }
        // Its labels in other languages mean an option too, where no other option has that word.
        for (JsonNode option : options) {
            for (JsonNode other : option.path("Label").path("LocalizedLabels")) {
                found.putIfAbsent(
                        folded(Json.text(other, "Label")), option.path("Value").asInt());
            }
        }
        return found;
    }

    private static String label(JsonNode label) {
        String own = Json.text(label.path("UserLocalizedLabel"), "Label");
        return own.isEmpty() ? Json.text(label.path("LocalizedLabels").path(0), "Label") : own;
    }
}
