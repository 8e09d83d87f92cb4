package org.crmmigration.sandbox.pipedrive;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How fields are stored, made and found; the v1 and the v2 interface to them are views of this. */
final class FieldRecords {

    static final Set<String> TYPES = Set.of(
            "varchar",
            "varchar_auto",
            "text",
            "double",
            "monetary",
            "date",
            "daterange",
            "time",
            "timerange",
            "enum",
            "set",
            "user",
            "org",
            "people",
            "phone",
            "address");

    private static final int MOST_OPTIONS = 10_000;
    private static final int LONGEST_LABEL = 255;

    private final Account account;
    private final Table table;
    private final RandomGenerator random;

    FieldRecords(Account account, String table, RandomGenerator random) {
        this.account = account;
        this.table = account.table(table);
        this.random = random;
    }

    Table table() {
        return table;
    }

    @Nullable
    ObjectNode byCode(String code) {
        for (long id : table.linked("field_code", code)) {
            ObjectNode row = table.get(id);
            if (row != null && !Account.isDeleted(row)) {
                return row;
            }
        }
        return null;
    }

    @Nullable
    ObjectNode byId(long id) {
        return account.findLive(table.name(), id);
    }

    /** A new custom field; options only where the type has them, and then they are demanded. */
    ObjectNode create(String name, String type, JsonNode labels) {
        if (name.isBlank() || name.length() > LONGEST_LABEL) {
            throw Refusal.invalid("field_name", "length must be between 1 and " + LONGEST_LABEL);
        }
        if (!TYPES.contains(type)) {
            throw Refusal.invalid("field_type", "must be one of the types of custom fields");
        }
        boolean optional = type.equals("enum") || type.equals("set");
        if (optional != (labels.isArray() && !labels.isEmpty())) {
            throw Refusal.invalid("options", optional ? "options are required" : "only enum and set have options");
        }
        capFields();
        ObjectNode row = row(account, table, name, newCode(), type, true);
        if (optional) {
            row.set("options", newOptions(labels));
        }
        save(row);
        return row;
    }

    /** Adds options to a field; all or none. */
    ArrayNode addOptions(ObjectNode row, JsonNode labels) {
        ArrayNode added = newOptions(labels);
        ArrayNode all = options(row);
        if (all.size() + added.size() > MOST_OPTIONS) {
            throw Refusal.invalid("options", "a field has at most " + MOST_OPTIONS + " options");
        }
        all.addAll(added);
        row.set("options", all);
        save(row);
        return added;
    }

    static ArrayNode options(ObjectNode row) {
        return row.path("options") instanceof ArrayNode options ? options.deepCopy() : Json.array();
    }

    void save(ObjectNode row) {
        row.put("update_time", account.rfcNow());
        table.put(row.path("id").asLong(), row);
    }

    ArrayNode newOptions(JsonNode labels) {
        labels.forEach(item -> label(item));
        ArrayNode options = Json.array();
        labels.forEach(
                item -> options.addObject().put("id", account.nextOptionId()).put("label", label(item)));
        return options;
    }

    static String label(JsonNode item) {
        String label = item.path("label").isString() ? item.path("label").asString() : "";
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            throw Refusal.invalid("options", "a label has 1 to " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    /** A new field as it is stored. */
    static ObjectNode row(Account account, Table table, String name, String code, String type, boolean custom) {
        ObjectNode row =
                Json.object().put("id", table.nextId()).put("field_name", name).put("field_code", code);
        row.putNull("description").put("field_type", type).putNull("options");
        row.set("subfields", subfields(code, type));
        row.put("is_custom_field", custom).put("is_optional_response_field", false);
        ObjectNode visibility = row.putObject("ui_visibility").put("add_visible_flag", false);
        visibility.put("details_visible_flag", true);
        row.putObject("important_fields").put("enabled", false).putArray("stage_ids");
        ObjectNode required = row.putObject("required_fields").put("enabled", false);
        if (table.name().equals("dealFields")) {
            ObjectNode pipelines =
                    visibility.put("projects_detail_visible_flag", false).putObject("show_in_pipelines");
            pipelines.put("show_in_all", true).putArray("pipeline_ids");
            required.putArray("stage_ids");
            required.putObject("statuses");
        } else {
            visibility.putObject("show_in_add_deal_dialog").put("show", false).putNull("order");
        }
        return row.put("active_flag", true).put("add_time", account.rfcNow()).put("update_time", account.rfcNow());
    }

    private static @Nullable ArrayNode subfields(String code, String type) {
        List<String> parts = switch (type) {
            case "monetary" -> List.of("currency");
            case "daterange" -> List.of("until");
            case "time" -> List.of("timezone_id");
            case "timerange" -> List.of("until", "timezone_id");
            case "address" -> Addresses.PARTS.subList(1, Addresses.PARTS.size());
            default -> List.of();
        };
        if (parts.isEmpty()) {
            return null;
        }
        ArrayNode subfields = Json.array();
        parts.forEach(part -> subfields
                .addObject()
                .put("field_code", code + "_" + part)
                .put("field_name", part)
                .put("field_type", "varchar"));
        return subfields;
    }

    private void capFields() {
        PipedriveSettings settings = account.settings();
        if (settings.features().planCaps()
                && account.fields().customCount() >= settings.plan().customFields()) {
            throw Refusal.forbidden(
                    "Couldn't add the custom field. Custom fields limit reached.",
                    "feature_capping_custom_fields_limit");
        }
    }

    private String newCode() {
        byte[] code = new byte[20];
        random.nextBytes(code);
        return HexFormat.of().formatHex(code);
    }
}
