package org.crmmigration.sandbox.pipedrive;

import java.util.HashMap;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 {@code personFields} and its siblings: numeric ids, and options that are always sent completely. */
final class FieldsV1Api {

    private static final Map<String, String> V1_KEYS = Map.of("label_ids", "label");

    private final FieldRecords fields;

    FieldsV1Api(FieldRecords fields) {
        this.fields = fields;
    }

    Reply list(Request request) {
        return V1Pages.reply(fields.table(), request.params(), row -> !Account.isDeleted(row), FieldsV1Api::view);
    }

    Reply get(Request request) {
        return Envelope.ok(view(found(request)));
    }

    Reply create(Request request) {
        ObjectNode body = request.objectBody();
        return Envelope.ok(
                view(fields.create(Json.text(body, "name"), Json.text(body, "field_type"), body.path("options"))));
    }

    Reply update(Request request) {
        ObjectNode row = found(request);
        ObjectNode body = request.objectBody();
        boolean custom = row.path("is_custom_field").asBoolean(false);
        if (!custom && !Json.text(row, "field_code").equals("label_ids")) {
            throw Refusal.v1(403, "This field cannot be changed.");
        }
        if (body.has("name") && custom) {
            row.set("field_name", body.get("name"));
        }
        if (body.path("options") instanceof ArrayNode sent) {
            row.set("options", complete(row, sent));
        }
        fields.save(row);
        return Envelope.ok(view(row));
    }

    Reply delete(Request request) {
        ObjectNode row = found(request);
        if (!row.path("is_custom_field").asBoolean(false)) {
            throw Refusal.v1(403, "This field cannot be deleted.");
        }
        row.put("active_flag", false);
        fields.save(row);
        return Envelope.ok(Json.object().set("id", row.get("id")));
    }

    /** The sent list is the whole list: what has no id is new, what is left out is removed. */
    private ArrayNode complete(ObjectNode row, ArrayNode sent) {
        Map<Long, JsonNode> known = new HashMap<>();
        FieldRecords.options(row).forEach(option -> known.put(option.path("id").asLong(), option));
        sent.forEach(item -> {
            FieldRecords.label(item);
            if (item.hasNonNull("id") && !known.containsKey(item.path("id").asLong(0))) {
                throw Refusal.v1(400, "Unknown option id.");
            }
        });
        ArrayNode complete = Json.array();
        for (JsonNode item : sent) {
            JsonNode before = known.get(item.path("id").asLong(0));
            if (before instanceof ObjectNode option) {
                complete.add(option.put("label", FieldRecords.label(item)));
            } else {
                complete.addAll(fields.newOptions(Json.array().add(item)));
            }
        }
        return complete;
    }

    private ObjectNode found(Request request) {
        ObjectNode row = fields.byId(request.id("id"));
        if (row == null) {
            throw Refusal.v1(404, "Field not found.");
        }
        return row;
    }

    private static ObjectNode view(ObjectNode row) {
        boolean custom = row.path("is_custom_field").asBoolean(false);
        String code = Json.text(row, "field_code");
        ObjectNode view = Json.object();
        view.set("id", row.get("id"));
        view.put("key", V1_KEYS.getOrDefault(code, code)).put("name", Json.text(row, "field_name"));
        view.set("order_nr", row.get("id"));
        view.put("field_type", Json.text(row, "field_type"));
        view.put("add_time", V1Pages.time(row, "add_time")).put("update_time", V1Pages.time(row, "update_time"));
        view.put("last_updated_by_user_id", Account.ME).put("created_by_user_id", Account.ME);
        view.put("active_flag", true).put("edit_flag", custom).put("index_visible_flag", true);
        view.put("details_visible_flag", true).put("add_visible_flag", false).put("important_flag", false);
        view.put("bulk_edit_allowed", true).put("searchable_flag", false).put("filtering_allowed", true);
        view.put("sortable_flag", true).set("options", row.get("options"));
        return view.put("mandatory_flag", Json.text(row, "field_code").equals("name"));
    }
}
