package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 notes: content and at least one link; deleting leaves them readable and inactive. */
final class NotesApi {

    static final List<String> PINS = List.of("lead", "deal", "organization", "person", "project", "task");

    private final Account account;
    private final Table table;
    private final NoteBody checks;
    private final NoteView view;

    NotesApi(Account account) {
        this.account = account;
        this.table = account.table("notes");
        this.checks = new NoteBody(account);
        this.view = new NoteView(account);
    }

    Reply create(Request request) {
        ObjectNode body = request.objectBody();
        ObjectNode row = Json.object().put("id", table.nextId()).put("active_flag", true);
        row.put("add_time", Times.spaced(account.now())).put("user_id", Account.ME);
        checks.apply(body, row);
        if (Json.text(row, "content").isBlank()) {
            throw Refusal.v1(400, "Note content must be given.");
        }
        return saved(row);
    }

    Reply update(Request request) {
        ObjectNode row = found(request);
        if (Account.isDeleted(row)) {
            throw Refusal.v1(404, "Note not found");
        }
        checks.apply(request.objectBody(), row);
        return saved(row);
    }

    Reply get(Request request) {
        return Envelope.ok(view.of(found(request)));
    }

    Reply delete(Request request) {
        ObjectNode row = found(request);
        if (Account.isDeleted(row)) {
            throw Refusal.v1(404, "Note not found");
        }
        row.put("active_flag", false);
        saved(row);
        return Reply.json(200, "{\"success\":true,\"data\":true}");
    }

    Reply list(Request request) {
        Params params = request.params();
        Predicate<ObjectNode> wanted = row -> !Account.isDeleted(row);
        for (String member : List.of("user_id", "lead_id", "deal_id", "person_id", "org_id", "project_id", "task_id")) {
            String value = params.text(member);
            if (value != null) {
                wanted = wanted.and(row -> Json.text(row, member).equals(value));
            }
        }
        for (String pin : PINS) {
            String flag = "pinned_to_" + pin + "_flag";
            if (params.has(flag)) {
                wanted = wanted.and(row -> row.path(flag).asBoolean(false) == params.flag(flag));
            }
        }
        return V1Pages.reply(rows(params), params, wanted.and(dates(params)), view::of);
    }

    private static Predicate<ObjectNode> dates(Params params) {
        Instant since = params.time("updated_since");
        String spaced = since == null ? "" : Times.spaced(since);
        String first = params.text("start_date", "");
        String last = params.text("end_date", "9999-12-31");
        return row -> {
            String added = Json.text(row, "add_time").substring(0, 10);
            return Json.text(row, "update_time").compareTo(spaced) >= 0
                    && added.compareTo(first) >= 0
                    && added.compareTo(last) <= 0;
        };
    }

    private List<String> rows(Params params) {
        NavigableSet<Long> ids = table.rows().navigableKeySet();
        for (String link : List.of("person_id", "org_id", "deal_id", "user_id")) {
            String key = params.text(link);
            if (key != null) {
                ids = table.linked(link, key);
                break;
            }
        }
        List<String> rows =
                ids.stream().map(id -> String.valueOf(table.text(id))).toList();
        String sort = params.text("sort");
        return sort == null ? rows : sorted(rows, sort);
    }

    private static List<String> sorted(List<String> rows, String sort) {
        int space = sort.indexOf(' ');
        String member = space < 0 ? sort : sort.substring(0, space);
        boolean descending = space > 0 && sort.substring(space + 1).strip().equalsIgnoreCase("DESC");
        Comparator<String> order = Comparator.comparing(text -> key(Json.parseObject(text), member));
        return rows.stream().sorted(descending ? order.reversed() : order).toList();
    }

    private static String key(ObjectNode row, String member) {
        JsonNode value = row.path(member);
        return value.isNumber() ? "%019d".formatted(value.asLong()) : Json.text(row, member);
    }

    private Reply saved(ObjectNode row) {
        row.put("update_time", Times.spaced(account.now())).put("last_update_user_id", Account.ME);
        table.put(row.path("id").asLong(), row);
        NoteBody.LINKS.forEach((link, target) -> reindex(target, row.get(link)));
        return Envelope.ok(view.of(row));
    }

    private void reindex(String target, @Nullable JsonNode id) {
        ObjectNode parent = target.isEmpty() || id == null || id.isNull() ? null : account.find(target, id.asLong());
        if (parent != null) {
            account.search().changed(target, parent.path("id").asLong(), parent);
        }
    }

    private ObjectNode found(Request request) {
        ObjectNode row = table.get(request.id("id"));
        if (row == null) {
            throw Refusal.v1(404, "Note not found");
        }
        return row;
    }
}
