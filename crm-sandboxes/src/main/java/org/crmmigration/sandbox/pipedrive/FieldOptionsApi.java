package org.crmmigration.sandbox.pipedrive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v2 options of enum, set and label fields: bare arrays, all or none. */
final class FieldOptionsApi {

    private final Account account;
    private final FieldRecords fields;

    FieldOptionsApi(Account account, FieldRecords fields) {
        this.account = account;
        this.fields = fields;
    }

    Reply add(Request request) {
        ArrayNode wanted = request.arrayBody();
        return Envelope.options(fields.addOptions(optionField(request), nonEmpty(wanted)));
    }

    Reply rename(Request request) {
        ObjectNode row = optionField(request);
        Map<Long, String> names = new HashMap<>();
        nonEmpty(request.arrayBody()).forEach(item -> names.put(item.path("id").asLong(0), FieldRecords.label(item)));
        ArrayNode options = FieldRecords.options(row);
        ArrayNode touched = Json.array();
        for (JsonNode option : options) {
            String name = names.remove(option.path("id").asLong());
            if (name != null && option instanceof ObjectNode object) {
                object.put("label", name);
                touched.add(option);
            }
        }
        return changed(row, options, touched, names.isEmpty());
    }

    Reply delete(Request request) {
        ObjectNode row = optionField(request);
        Set<Long> ids = new HashSet<>();
        nonEmpty(request.arrayBody()).forEach(item -> ids.add(item.path("id").asLong(0)));
        ArrayNode kept = Json.array();
        ArrayNode touched = Json.array();
        for (JsonNode option : FieldRecords.options(row)) {
            boolean goes = ids.remove(option.path("id").asLong());
            (goes ? touched : kept).add(option);
        }
        return changed(row, kept, touched, ids.isEmpty());
    }

    private Reply changed(ObjectNode row, ArrayNode options, ArrayNode touched, boolean allKnown) {
        if (!allKnown) {
            throw Refusal.invalid("options", "unknown option id");
        }
        row.set("options", options);
        fields.save(row);
        return Envelope.options(touched);
    }

    private ObjectNode optionField(Request request) {
        ObjectNode row = found(request);
        boolean custom = row.path("is_custom_field").asBoolean(false);
        boolean label = Json.text(row, "field_code").equals("label_ids");
        if (!custom && !(label && account.settings().quirks().labelOptionsEndpoint())) {
            throw Refusal.bare(403, "Options of this field cannot be changed");
        }
        if (!row.path("options").isArray()) {
            throw Refusal.invalid("field_code", "the field has no options");
        }
        return row;
    }

    private static ArrayNode nonEmpty(ArrayNode items) {
        if (items.isEmpty()) {
            throw Refusal.invalid("options", "at least one option is required");
        }
        return items;
    }

    private ObjectNode found(Request request) {
        ObjectNode row = fields.byCode(request.variable("field_code"));
        if (row == null) {
            throw Refusal.notFound("Field was not found");
        }
        return row;
    }
}
