package org.crmmigration.sandbox.pipedrive;

import java.util.Locale;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 activity types and currencies, both listed without pages. */
final class VocabularyApi {

    private final Account account;
    private final Table types;

    VocabularyApi(Account account) {
        this.account = account;
        this.types = account.table("activityTypes");
    }

    Reply activityTypes(Request request) {
        ArrayNode data = Json.array();
        types.rows().values().forEach(text -> data.add(Json.parseObject(text)));
        return Envelope.ok(data);
    }

    Reply createActivityType(Request request) {
        ObjectNode body = request.objectBody();
        String name = Json.text(body, "name").strip();
        String icon = Json.text(body, "icon_key");
        if (name.isEmpty() || icon.isEmpty()) {
            throw Refusal.v1(400, "Name and icon_key must be given.");
        }
        String key = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        if (!types.linked("key_string", key).isEmpty()) {
            throw Refusal.v1(400, "Activity type already exists.");
        }
        long id = types.nextId();
        ObjectNode row = Seed.activityType(id, name, key, icon, true, account.now());
        row.put("color", Json.text(body, "color"));
        types.put(id, row);
        return Envelope.ok(row);
    }

    Reply currencies(Request request) {
        String term = request.params().text("term", "").toLowerCase(Locale.ROOT);
        ArrayNode data = Json.array();
        for (String text : account.table("currencies").rows().values()) {
            ObjectNode row = Json.parseObject(text);
            String searched = Json.text(row, "code") + " " + Json.text(row, "name");
            if (searched.toLowerCase(Locale.ROOT).contains(term)) {
                data.add(row);
            }
        }
        return Envelope.ok(data);
    }
}
