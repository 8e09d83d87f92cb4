package org.crmmigration.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 notes: content and at least one link; deleting leaves them readable and inactive. */
final class NotesApi {

    static final List<String> PINS = List.of("lead", "deal", "organization", "person", "project", "task");

    /** Link to the table of what it points to; the empty name is a kind the sandbox does not keep. */
    private static final Map<String, String> LINKS = Map.of(
            "deal_id",
            "deals",
            "person_id",
            "persons",
            "org_id",
            "organizations",
            "lead_id",
            "",
            "project_id",
            "",
            "task_id",
            "");

    private static final int LONGEST_CONTENT = 100_000;
    private static final Pattern SCRIPT = Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>");
    private static final Pattern HANDLER = Pattern.compile("(?i)\\s+on[a-z]+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)");

    private final Account account;
    private final Table table;
    private final NoteView view;

    NotesApi(Account account) {
        this.account = account;
        this.table = account.table("notes");
        this.view = new NoteView(account);
    }

    Reply create(Request request) {
        ObjectNode body = request.objectBody();
        ObjectNode row = Json.object().put("id", table.nextId()).put("active_flag", true);
        row.put("add_time", Times.spaced(account.now())).put("user_id", Account.ME);
        apply(body, row);
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
        apply(request.objectBody(), row);
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

    private void apply(ObjectNode body, ObjectNode row) {
        body.properties().forEach(member -> member(member.getKey(), member.getValue(), row));
        if (LINKS.keySet().stream().noneMatch(row::hasNonNull)) {
            throw Refusal.v1(
                    400, "Note must be associated with at least one organization, person, deal, lead or project.");
        }
    }

    private void member(String name, JsonNode value, ObjectNode row) {
        if (name.equals("content")) {
            row.put(name, content(value));
        } else if (name.equals("add_time")) {
            if (!value.isString() || Times.parseSpaced(value.asString()) == null) {
                throw Refusal.v1(400, "add_time must be YYYY-MM-DD HH:MM:SS");
            }
            row.set(name, value);
        } else if (LINKS.containsKey(name)) {
            link(name, value);
            row.set(name, value);
        } else if (name.equals("user_id")) {
            require("users", name, value);
            row.set(name, value);
        } else if (name.startsWith("pinned_to_") && PINS.contains(pinned(name))) {
            row.put(name, pin(name, value));
        } else if (!account.settings().quirks().ignoreUnknownBodyKeys()) {
            throw Refusal.v1(400, "\"" + name + "\" is not allowed");
        }
    }

    private static String pinned(String name) {
        return name.substring("pinned_to_".length()).replace("_flag", "");
    }

    private static boolean pin(String name, JsonNode value) {
        if (!Shape.isWhole(value) || value.asLong() < 0 || value.asLong() > 1) {
            throw Refusal.v1(400, "\"" + name + "\" must be 0 or 1");
        }
        return value.asLong() == 1;
    }

    private static String content(JsonNode value) {
        if (!value.isString()) {
            throw Refusal.v1(400, "\"content\" must be a string");
        }
        if (value.asString().getBytes(StandardCharsets.UTF_8).length > LONGEST_CONTENT) {
            throw Refusal.v1(400, "\"content\" is longer than " + LONGEST_CONTENT + " bytes");
        }
        return HANDLER.matcher(SCRIPT.matcher(value.asString()).replaceAll("")).replaceAll("");
    }

    private void link(String name, JsonNode value) {
        String target = LINKS.getOrDefault(name, "");
        if (!value.isNull() && !target.isEmpty()) {
            require(target, name, value);
        }
    }

    private void require(String target, String name, JsonNode value) {
        if (!Shape.isWhole(value)) {
            throw Refusal.v1(400, "\"" + name + "\" must be a number");
        }
        if (account.settings().quirks().checkReferences() && account.findLive(target, value.asLong()) == null) {
            throw Refusal.v1(400, "\"" + name + "\" refers to nothing");
        }
    }

    private Reply saved(ObjectNode row) {
        row.put("update_time", Times.spaced(account.now())).put("last_update_user_id", Account.ME);
        table.put(row.path("id").asLong(), row);
        LINKS.forEach((link, target) -> reindex(target, row.get(link)));
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
