package org.crmmigration.sandbox.pipedrive;

import java.util.Locale;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 users: listed without pages, found by name or e-mail, invited by e-mail, switched on and off, never deleted. */
final class UsersApi {

    private final Account account;
    private final Table table;

    UsersApi(Account account) {
        this.account = account;
        this.table = account.table("users");
    }

    Reply list(Request request) {
        return Envelope.ok(matching(user -> true));
    }

    Reply me(Request request) {
        ObjectNode me = view(found(Account.ME));
        me.put("company_id", 1).put("company_name", "Sandbox").put("company_domain", "sandbox");
        me.put("company_country", "EE").put("company_industry", "IT Services");
        me.putObject("language").put("language_code", "en").put("country_code", "US");
        return Envelope.ok(me);
    }

    Reply find(Request request) {
        String term = request.params().text("term", "").toLowerCase(Locale.ROOT);
        if (term.isEmpty()) {
            throw Refusal.v1(400, "Invalid input: \"term\" is not allowed to be empty");
        }
        String member = request.params().flag("search_by_email") ? "email" : "name";
        return Envelope.ok(matching(
                user -> Json.text(user, member).toLowerCase(Locale.ROOT).contains(term)));
    }

    Reply get(Request request) {
        return Envelope.ok(view(found(request.id("id"))));
    }

    Reply invite(Request request) {
        ObjectNode body = request.objectBody();
        String email = Json.text(body, "email");
        if (!email.contains("@")) {
            throw Refusal.v1(400, "Email must be given.");
        }
        long id = table.nextId();
        boolean active = body.path("active_flag").asBoolean(true);
        ObjectNode row = Seed.user(id, email.substring(0, email.indexOf('@')), email, active, account.now());
        row.put("activated", false).putNull("last_login");
        if (body.path("access") instanceof ArrayNode access) {
            row.set("access", access);
        }
        table.put(id, row);
        return Envelope.ok(view(row));
    }

    Reply update(Request request) {
        ObjectNode row = found(request.id("id"));
        JsonNode active = request.objectBody().path("active_flag");
        if (!active.isBoolean()) {
            throw Refusal.v1(400, "\"active_flag\" must be a boolean");
        }
        row.set("active_flag", active);
        table.put(row.path("id").asLong(), row);
        return Envelope.ok(view(row));
    }

    private ArrayNode matching(Predicate<ObjectNode> wanted) {
        ArrayNode data = Json.array();
        for (String text : table.rows().values()) {
            ObjectNode row = Json.parseObject(text);
            if (wanted.test(row)) {
                data.add(view(row));
            }
        }
        return data;
    }

    private ObjectNode found(long id) {
        ObjectNode row = table.get(id);
        if (row == null) {
            throw Refusal.bare(404, "User not found or not accessible.");
        }
        return row;
    }

    private static ObjectNode view(ObjectNode row) {
        return row.put("is_you", row.path("id").asLong() == Account.ME);
    }
}
