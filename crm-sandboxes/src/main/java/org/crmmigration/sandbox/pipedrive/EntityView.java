package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.FieldCatalog.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a stored record looks to the client: all custom fields, null when unset, and what the call asked for besides. */
final class EntityView {

    private final Account account;
    private final EntityType type;
    private final IncludedFields included;

    EntityView(Account account, EntityType type) {
        this.account = account;
        this.type = type;
        this.included = new IncludedFields(account, type.path());
    }

    ObjectNode of(ObjectNode row, Params params) {
        ObjectNode view = Json.object();
        for (Attribute attribute : type.attributes()) {
            if (attribute.access() != Attribute.Access.INPUT
                    && account.settings().features().has(attribute.feature())) {
                view.set(attribute.name(), row.get(attribute.name()));
            }
        }
        if (type.fieldsTable() != null) {
            view.set("custom_fields", custom(row.path("custom_fields"), type.fieldsTable(), params));
        }
        if (params.flag("include_labels") && type.fieldsTable() != null) {
            view.set("labels", labels(row.path("label_ids"), type.fieldsTable()));
        }
        params.words("include_fields").forEach(field -> view.set(field, included.value(row, field)));
        return view;
    }

    private ObjectNode custom(JsonNode stored, String fieldsTable, Params params) {
        Set<String> wanted = params.words("custom_fields");
        boolean labelled = params.flag("include_option_labels");
        Map<String, Field> fields = account.fields().custom(fieldsTable);
        ObjectNode custom = Json.object();
        for (Field field : fields.values()) {
            if (wanted.isEmpty() || wanted.contains(field.code())) {
                JsonNode value = stored.get(field.code());
                custom.set(field.code(), labelled ? labelled(field, value) : value);
            }
        }
        for (String code : wanted) {
            if (!fields.containsKey(code)) {
                throw Refusal.invalid("custom_fields", "Unknown key '" + code + "'");
            }
        }
        return custom;
    }

    private static @Nullable JsonNode labelled(Field field, @Nullable JsonNode value) {
        if (value == null || !(field.type().equals("enum") || field.type().equals("set"))) {
            return value;
        }
        if (!value.isArray()) {
            return option(value.asLong(), field.options());
        }
        ArrayNode all = Json.array();
        value.forEach(id -> all.add(option(id.asLong(), field.options())));
        return all;
    }

    private ArrayNode labels(JsonNode ids, String fieldsTable) {
        Map<Long, String> known = account.fields().labels(fieldsTable);
        ArrayNode labels = Json.array();
        ids.forEach(id -> labels.add(option(id.asLong(), known)));
        return labels;
    }

    private static ObjectNode option(long id, Map<Long, String> labels) {
        return Json.object().put("id", id).put("label", labels.get(id));
    }
}
