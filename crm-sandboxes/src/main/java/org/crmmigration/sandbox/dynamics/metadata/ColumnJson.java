package org.crmmigration.sandbox.dynamics.metadata;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Column.Access;
import org.crmmigration.sandbox.dynamics.metadata.Column.Bounds;
import org.crmmigration.sandbox.dynamics.metadata.Column.Required;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of columns: {@code AttributeMetadata} and its subtypes. */
public final class ColumnJson {

    private static final BigDecimal MOST_DECIMAL = new BigDecimal("100000000000");
    private static final BigDecimal MOST_MONEY = new BigDecimal("922337203685477");

    private ColumnJson() {}

    /** All members but the option set, which only an {@code $expand} shows. */
    public static ObjectNode write(Column column, TableDefinition table) {
        ObjectNode json = Json.object()
                .put("@odata.type", "#" + column.type().odataType())
                .put("MetadataId", column.id().toString())
                .put("EntityLogicalName", column.table())
                .put("LogicalName", column.logicalName())
                .put("SchemaName", column.schemaName())
                .put("AttributeType", column.type().attributeType());
        json.putObject("AttributeTypeName").put("Value", column.type().typeName());
        json.set("DisplayName", Labels.write(column.label()));
        json.set("Description", Labels.write(column.description()));
        json.putObject("RequiredLevel")
                .put("Value", column.required().word())
                .put("CanBeChanged", column.required() != Required.SYSTEM)
                .put("ManagedPropertyLogicalName", "canmodifyrequirementlevelsettings");
        json.put("IsCustomAttribute", column.custom())
                .put("IsPrimaryId", column.logicalName().equals(table.primaryId()))
                .put("IsPrimaryName", column.logicalName().equals(table.names().primaryName()))
                .put("IsValidForCreate", column.access().create())
                .put("IsValidForUpdate", column.access().update())
                .put("IsValidForRead", true);
        details(json, column);
        return json;
    }

    private static void details(ObjectNode json, Column column) {
        Bounds bounds = column.bounds();
        if (column.type().isText()) {
            json.put("MaxLength", bounds.maxLength()).put("Format", column.format());
            json.putObject("FormatName").put("Value", column.format());
        } else if (column.type().isNumber()) {
            json.put("MinValue", bounds.min()).put("MaxValue", bounds.max()).put("Precision", bounds.precision());
        } else if (column.type() == ColumnType.DATETIME) {
            json.put("Format", column.format()).putObject("DateTimeBehavior").put("Value", column.behavior());
        } else if (column.type().isLookup()) {
            ArrayNode targets = json.putArray("Targets");
            column.targets().forEach(targets::add);
        }
        if (!column.optionSet().isEmpty()) {
            json.put("_optionSet", column.optionSet());
        }
    }

    /** The expanded option set of a column that has one. */
    public static ObjectNode options(Column column, Metadata metadata) {
        OptionSet set = metadata.optionsOf(column);
        return column.type() == ColumnType.BOOLEAN ? OptionSetJson.writeBoolean(set) : OptionSetJson.write(set);
    }

    /** Reads what {@link #write} wrote. */
    public static Column read(JsonNode json) {
        ColumnType type = ColumnType.ofOdataType(Json.text(json, "@odata.type")).orElseThrow();
        List<String> targets = new ArrayList<>();
        json.path("Targets").forEach(target -> targets.add(target.asString()));
        Bounds bounds = type.isText()
                ? Bounds.text(json.path("MaxLength").asInt(100))
                : Bounds.range(
                        json.path("MinValue").decimalValue(BigDecimal.ZERO),
                        json.path("MaxValue").decimalValue(BigDecimal.ZERO),
                        json.path("Precision").asInt(0));
        return Column.of(Json.text(json, "EntityLogicalName"), Json.text(json, "SchemaName"), type)
                .bounds(bounds)
                .access(new Access(
                        json.path("IsValidForCreate").asBoolean(true),
                        json.path("IsValidForUpdate").asBoolean(true)))
                .required(Required.ofWord(Json.text(json.path("RequiredLevel"), "Value")))
                .format(Json.text(json, "Format"), Json.text(json.path("DateTimeBehavior"), "Value"))
                .targets(targets)
                .optionSet(Json.text(json, "_optionSet"))
                .label(Labels.read(json.path("DisplayName"), Json.text(json, "LogicalName")))
                .custom(json.path("IsCustomAttribute").asBoolean(true))
                .description(Labels.read(json.path("Description"), ""))
                .build();
    }

    /**
     * Understands a posted definition, without its options.
     *
     * @param optionSet name of the choice, empty for other types
     */
    public static Column parse(String table, JsonNode json, String optionSet) {
        ColumnType type = typeOf(json);
        DefinitionMembers.check(type, json);
        String schemaName = schemaName(json);
        Required required = Required.ofWord(Json.text(json.path("RequiredLevel"), "Value"));
        if (required == Required.SYSTEM) {
            throw Refusal.invalid("The required level of a custom column cannot be SystemRequired.");
        }
        return Column.of(table, schemaName, type)
                .bounds(bounds(type, json))
                .required(required)
                .format(format(type, json), behavior(type, json))
                .optionSet(optionSet)
                .label(Labels.read(json.path("DisplayName"), schemaName))
                .custom(true)
                .description(Labels.read(json.path("Description"), ""))
                .build();
    }

    public static ColumnType typeOf(JsonNode json) {
        String odataType = Json.text(json, "@odata.type");
        return ColumnType.ofOdataType(odataType)
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.PAYLOAD, "A type named '" + odataType + "' could not be resolved by the model."));
    }

    /** The schema name, refused without a publisher's prefix. */
    public static String schemaName(JsonNode json) {
        String name = Json.text(json, "SchemaName");
        if (!name.matches("[A-Za-z][A-Za-z0-9]{1,7}_[A-Za-z0-9_]+")) {
            throw Refusal.of(
                    ErrorCode.INVALID_PREFIX,
                    "The name '" + name + "' is not valid. A name needs a publisher's prefix, letters and digits.");
        }
        return name;
    }

    private static Bounds bounds(ColumnType type, JsonNode json) {
        return switch (type) {
            case STRING -> length(json, 100, 4000);
            case MEMO -> length(json, 2000, 1_048_576);
            case INTEGER, BIGINT -> range(json, BigDecimal.valueOf(Integer.MAX_VALUE), 0);
            case DECIMAL, DOUBLE -> range(json, MOST_DECIMAL, 2);
            case MONEY -> range(json, MOST_MONEY, 2);
            case BOOLEAN, DATETIME, PICKLIST, MULTISELECT, STATE, STATUS, LOOKUP, CUSTOMER, OWNER, UNIQUEIDENTIFIER ->
                Bounds.NONE;
        };
    }

    private static Bounds length(JsonNode json, int usual, int most) {
        int length = json.path("MaxLength").asInt(usual);
        if (length < 1 || length > most) {
            throw Refusal.invalid("MaxLength must be within 1 and " + most + ".");
        }
        return Bounds.text(length);
    }

    private static Bounds range(JsonNode json, BigDecimal most, int digits) {
        BigDecimal min = json.path("MinValue").decimalValue(most.negate());
        BigDecimal max = json.path("MaxValue").decimalValue(most);
        if (min.compareTo(most.negate()) < 0 || max.compareTo(most) > 0 || min.compareTo(max) > 0) {
            throw Refusal.invalid("MinValue and MaxValue must be within -" + most + " and " + most + ".");
        }
        return Bounds.range(min, max, json.path("Precision").asInt(digits));
    }

    private static String format(ColumnType type, JsonNode json) {
        return switch (type) {
            case STRING -> orElse(Json.text(json.path("FormatName"), "Value"), "Text");
            case MEMO -> "TextArea";
            case DATETIME -> orElse(Json.text(json, "Format"), "DateAndTime");
            case INTEGER,
                    BIGINT,
                    DECIMAL,
                    DOUBLE,
                    MONEY,
                    BOOLEAN,
                    PICKLIST,
                    MULTISELECT,
                    STATE,
                    STATUS,
                    LOOKUP,
                    CUSTOMER,
                    OWNER,
                    UNIQUEIDENTIFIER -> "";
        };
    }

    private static String behavior(ColumnType type, JsonNode json) {
        return type == ColumnType.DATETIME
                ? orElse(Json.text(json.path("DateTimeBehavior"), "Value"), "UserLocal")
                : "";
    }

    private static String orElse(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }
}
