package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v2 {@code personFields} and its siblings. */
final class FieldsApi {

    private static final List<String> SETTINGS = List.of("ui_visibility", "important_fields", "required_fields");
    private static final Set<String> CREATE = Set.of(
            "field_name",
            "field_type",
            "options",
            "ui_visibility",
            "important_fields",
            "required_fields",
            "description");
    private static final Set<String> UPDATE =
            Set.of("field_name", "ui_visibility", "important_fields", "required_fields", "description");

    private final Account account;
    private final FieldRecords fields;

    FieldsApi(Account account, FieldRecords fields) {
        this.account = account;
        this.fields = fields;
    }

    Reply list(Request request) {
        Walk.Page page = new Walk(fields.table(), request.params())
                .page(null, row -> !Account.isDeleted(row), request.params().limit());
        ArrayNode data = Json.array();
        page.rows().forEach(row -> data.add(view(row, request.params().words("include_fields"))));
        return Envelope.page(data, page.nextCursor());
    }

    Reply get(Request request) {
        return Envelope.ok(view(found(request), request.params().words("include_fields")));
    }

    Reply create(Request request) {
        ObjectNode body = request.objectBody();
        knownOnly(body, CREATE);
        ObjectNode row =
                fields.create(Json.text(body, "field_name"), Json.text(body, "field_type"), body.path("options"));
        settings(row, body);
        fields.save(row);
        return Envelope.ok(view(row, Set.copyOf(SETTINGS)));
    }

    Reply update(Request request) {
        ObjectNode row = customOnly(found(request));
        ObjectNode body = request.objectBody();
        knownOnly(body, UPDATE);
        if (body.has("field_name")) {
            Shape.text(255).check("field_name", body.path("field_name"));
            row.set("field_name", body.get("field_name"));
        }
        settings(row, body);
        fields.save(row);
        return Envelope.ok(view(row, Set.copyOf(SETTINGS)));
    }

    Reply delete(Request request) {
        ObjectNode row = customOnly(found(request));
        row.put("active_flag", false);
        fields.save(row);
        return Envelope.ok(view(row, Set.of()));
    }

    private ObjectNode found(Request request) {
        ObjectNode row = fields.byCode(request.variable("field_code"));
        if (row == null) {
            throw Refusal.notFound("Field was not found");
        }
        return row;
    }

    private static ObjectNode customOnly(ObjectNode row) {
        if (!row.path("is_custom_field").asBoolean(false)) {
            throw Refusal.bare(403, "System fields cannot be changed");
        }
        return row;
    }

    private void knownOnly(ObjectNode body, Set<String> known) {
        boolean lenient = account.settings().quirks().ignoreUnknownBodyKeys();
        for (String name : body.propertyNames()) {
            if (!known.contains(name) && !lenient) {
                throw Refusal.invalid(name, "Unknown key '" + name + "'");
            }
        }
    }

    private static void settings(ObjectNode row, ObjectNode body) {
        for (String setting : SETTINGS) {
            if (body.path(setting) instanceof ObjectNode sent && row.path(setting) instanceof ObjectNode stored) {
                stored.setAll(sent);
            }
        }
        if (body.has("description")) {
            row.set("description", body.get("description"));
        }
    }

    private static ObjectNode view(ObjectNode row, Set<String> included) {
        ObjectNode view = row.deepCopy();
        view.remove(List.of("id", "active_flag", "add_time", "update_time"));
        SETTINGS.stream().filter(setting -> !included.contains(setting)).forEach(view::remove);
        return view;
    }
}
