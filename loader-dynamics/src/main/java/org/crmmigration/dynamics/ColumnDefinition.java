package org.crmmigration.dynamics;

import java.util.List;
import java.util.function.Supplier;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Metadata as Dataverse wants it posted.
 *
 * @param languages codes in which the environment keeps labels
 */
record ColumnDefinition(DynamicsSettings settings, Supplier<List<Integer>> languages) {

    private static final String CRM = "Microsoft.Dynamics.CRM.";
    private static final int ENGLISH = 1033;
    private static final long MOST = 100_000_000_000L;

    ObjectNode column(ColumnWish wish) {
        ObjectNode column = Json.object();
        column.put("@odata.type", CRM + wish.type().metadata() + "AttributeMetadata");
        column.put(
                "AttributeType",
                wish.type() == ColumnWish.Type.CHOICES ? "Virtual" : wish.type().metadata());
        column.putObject("AttributeTypeName").put("Value", wish.type().metadata() + "Type");
        column.put("SchemaName", wish.column());
        column.set("DisplayName", label(wish.label()));
        column.set("Description", label("Migration key: " + wish.migrationKey()));
        ObjectNode required = column.putObject("RequiredLevel");
        required.put("Value", "None");
        required.put("CanBeChanged", true);
        required.put("ManagedPropertyLogicalName", "canmodifyrequirementlevelsettings");
        switch (wish.type()) {
            case KEY, CODE, TEXT -> {
                column.put("MaxLength", wish.type().length());
                column.putObject("FormatName").put("Value", "Text");
            }
            case MEMO ->
                column.put("MaxLength", wish.type().length())
                        .put("Format", "TextArea")
                        .put("ImeMode", "Disabled");
            case CHOICE, CHOICES -> column.set("OptionSet", optionSet(wish));
            case FLAG -> column.put("DefaultValue", false).set("OptionSet", yesNo());
            case WHOLE ->
                column.put("MinValue", Integer.MIN_VALUE)
                        .put("MaxValue", Integer.MAX_VALUE)
                        .put("Format", "None");
            case DECIMAL -> column.put("MinValue", -MOST).put("MaxValue", MOST).put("Precision", 4);
            case MONEY ->
                column.put("MinValue", -MOST)
                        .put("MaxValue", MOST)
                        .put("Precision", 2)
                        .put("PrecisionSource", 2);
            case DATE -> date(column, "DateOnly", "DateOnly");
            case DATETIME -> date(column, "DateAndTime", "UserLocal");
        }
        return column;
    }

    private static void date(ObjectNode column, String format, String behavior) {
        column.put("Format", format);
        column.putObject("DateTimeBehavior").put("Value", behavior);
    }

    private ObjectNode optionSet(ColumnWish wish) {
        ObjectNode set = Json.object();
        set.put("@odata.type", CRM + "OptionSetMetadata");
        set.put("IsGlobal", false);
        set.put("OptionSetType", "Picklist");
        ArrayNode options = set.putArray("Options");
        for (int i = 0; i < wish.options().size(); i++) {
            options.add(option(value(i), wish.options().get(i)));
        }
        return set;
    }

    /** The value of the n-th option we make, from 0. */
    int value(int number) {
        return settings.optionPrefix() * 10_000 + number;
    }

    private ObjectNode yesNo() {
        ObjectNode set = Json.object();
        set.put("@odata.type", CRM + "BooleanOptionSetMetadata");
        set.set("TrueOption", option(1, "Yes"));
        set.set("FalseOption", option(0, "No"));
        set.put("OptionSetType", "Boolean");
        return set;
    }

    private ObjectNode option(int value, String text) {
        ObjectNode option = Json.object();
        option.put("Value", value);
        option.set("Label", label(text));
        return option;
    }

    ObjectNode label(String text) {
        ObjectNode label = Json.object();
        label.put("@odata.type", CRM + "Label");
        ArrayNode localized = label.putArray("LocalizedLabels");
        codes().forEach(code -> localized
                .addObject()
                .put("@odata.type", CRM + "LocalizedLabel")
                .put("Label", text)
                .put("LanguageCode", code));
        return label;
    }

    /** Dataverse refuses what has no label in the organisation's language. */
    private List<Integer> codes() {
        if (settings.language() > 0) {
            return List.of(settings.language());
        }
        List<Integer> codes = languages.get();
        return codes.isEmpty() ? List.of(ENGLISH) : codes;
    }
}
