package org.crmmigration.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what is sent of a note and puts it into the record. */
final class NoteBody {

    /** Link to the table of what it points to; the empty name is a kind the sandbox does not keep. */
    static final Map<String, String> LINKS = Map.of(
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

    NoteBody(Account account) {
        this.account = account;
    }

    void apply(ObjectNode body, ObjectNode row) {
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
        } else if (name.startsWith("pinned_to_") && NotesApi.PINS.contains(pinned(name))) {
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
}
