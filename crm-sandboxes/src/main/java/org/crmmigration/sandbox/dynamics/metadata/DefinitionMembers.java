package org.crmmigration.sandbox.dynamics.metadata;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** Which members the definition of a column may have: an undeclared one is refused as in any other body. */
final class DefinitionMembers {

    private static final Set<String> COMMON = Set.of(
            "@odata.type",
            "MetadataId",
            "EntityLogicalName",
            "LogicalName",
            "SchemaName",
            "AttributeType",
            "AttributeTypeName",
            "DisplayName",
            "Description",
            "RequiredLevel",
            "IsCustomAttribute",
            "IsPrimaryId",
            "IsPrimaryName",
            "IsValidForCreate",
            "IsValidForUpdate",
            "IsValidForRead",
            "IsSecured",
            "IsAuditEnabled",
            "IsValidForAdvancedFind",
            "SourceType");
    private static final Set<String> CHOICE =
            Set.of("OptionSet", "GlobalOptionSet@odata.bind", "GlobalOptionSet", "DefaultFormValue", "_optionSet");
    private static final Set<String> NUMBER = Set.of("MinValue", "MaxValue", "Precision", "Format", "ImeMode");
    private static final Map<ColumnType, Set<String>> OWN = Map.of(
            ColumnType.STRING,
            Set.of("MaxLength", "FormatName", "Format", "ImeMode", "AutoNumberFormat"),
            ColumnType.MEMO,
            Set.of("MaxLength", "FormatName", "Format", "ImeMode"),
            ColumnType.INTEGER,
            NUMBER,
            ColumnType.DECIMAL,
            NUMBER,
            ColumnType.DOUBLE,
            NUMBER,
            ColumnType.MONEY,
            Set.of("MinValue", "MaxValue", "Precision", "PrecisionSource", "ImeMode"),
            ColumnType.BOOLEAN,
            Set.of("DefaultValue", "OptionSet", "GlobalOptionSet@odata.bind", "_optionSet"),
            ColumnType.DATETIME,
            Set.of("Format", "DateTimeBehavior", "ImeMode"),
            ColumnType.PICKLIST,
            CHOICE,
            ColumnType.MULTISELECT,
            CHOICE);

    private DefinitionMembers() {}

    static void check(ColumnType type, JsonNode json) {
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(OWN.getOrDefault(type, Set.of()));
        json.propertyNames().forEach(name -> {
            if (!known.contains(name)) {
                throw Refusal.of(
                        ErrorCode.PAYLOAD,
                        "Invalid property '" + name + "' was found in entity '" + type.odataType()
                                + "'. ---> Microsoft.OData.ODataException: The property '" + name
                                + "' does not exist on type '" + type.odataType() + "'.");
            }
        });
        String named = json.path("AttributeTypeName").path("Value").asString(type.typeName());
        if (!named.equals(type.typeName())) {
            throw Refusal.invalid("The AttributeTypeName '" + named + "' does not fit '" + type.odataType() + "'.");
        }
    }
}
