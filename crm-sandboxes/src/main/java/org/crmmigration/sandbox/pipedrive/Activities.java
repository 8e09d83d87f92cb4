package org.crmmigration.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Activities: a known type, one of deal, lead and project, a person only by way of the participants. */
final class Activities implements Rules {

    private static final int LONGEST_NOTE = 100_000;
    private static final Shape PARTICIPANTS =
            Shape.objects(Map.of("person_id", Shape.INTEGER, "primary", Shape.BOOLEAN), "person_id");
    private static final Shape ATTENDEES = Shape.objects(
            Map.of(
                    "email", Shape.STRING,
                    "name", Shape.STRING,
                    "status", Shape.STRING,
                    "is_organizer", Shape.BOOLEAN,
                    "person_id", Shape.INTEGER,
                    "user_id", Shape.INTEGER),
            "email");

    static final EntityType TYPE = new EntityType(
            "activity",
            "activities",
            null,
            attributes(),
            Map.of(
                    "deal_id", ParamCheck.NUMBER,
                    "lead_id", ParamCheck.TEXT,
                    "person_id", ParamCheck.NUMBER,
                    "org_id", ParamCheck.NUMBER,
                    "done", ParamCheck.FLAG),
            Set.of("attendees"),
            Set.of("id", "update_time", "add_time", "due_date"),
            200,
            false,
            10);

    private final Account account;
    private final References references;

    Activities(Account account) {
        this.account = account;
        this.references = new References(account);
    }

    @Override
    public void apply(Change change) {
        ObjectNode row = change.row();
        if (change.creating()) {
            defaults(change);
        }
        if (account.table("activityTypes")
                .linked("key_string", Json.text(row, "type"))
                .isEmpty()) {
            throw Refusal.invalid("type", "unknown activity type");
        }
        participants(change);
        keepOneParent(row);
        times(change);
        if (Json.text(row, "note").getBytes(StandardCharsets.UTF_8).length > LONGEST_NOTE) {
            throw Refusal.invalid("note", "longer than " + LONGEST_NOTE + " bytes");
        }
        boolean done = row.path("done").asBoolean(false);
        boolean wasDone =
                change.before() != null && change.before().path("done").asBoolean(false);
        if (done && !wasDone) {
            row.put("marked_as_done_time", account.rfcNow());
        } else if (!done) {
            row.putNull("marked_as_done_time");
        }
    }

    private static void defaults(Change change) {
        Map<String, String> texts = Map.of("subject", "Call", "type", "call");
        texts.forEach((name, text) -> {
            if (!change.body().has(name)) {
                change.row().put(name, text);
            }
        });
        for (String flag : List.of("busy", "done")) {
            change.row().put(flag, change.body().path(flag).asBoolean(false));
        }
        for (String list : List.of("participants", "attendees")) {
            if (!change.body().has(list)) {
                change.row().set(list, Json.array());
            }
        }
        if (!change.body().has("owner_id")) {
            change.row().put("owner_id", Account.ME);
        }
        change.row().put("creator_user_id", Account.ME);
    }

    private void participants(Change change) {
        ObjectNode row = change.row();
        if (change.body().has("person_id")) {
            if (!account.settings().quirks().ignoreActivityPersonId()) {
                throw Refusal.invalid("person_id", "is read-only, use 'participants'");
            }
            row.set(
                    "person_id",
                    change.before() == null ? null : change.before().get("person_id"));
        }
        JsonNode sent = change.body().get("participants");
        if (sent == null) {
            return;
        }
        int primary = primary(sent);
        ArrayNode complete = Json.array();
        for (int i = 0; i < sent.size(); i++) {
            long person = sent.path(i).path("person_id").asLong();
            references.require("persons", "participants", person);
            complete.addObject().put("person_id", person).put("primary", i == primary);
        }
        row.set("participants", complete);
        row.set("person_id", complete.path(primary).get("person_id"));
    }

    private static int primary(JsonNode participants) {
        int primary = -1;
        for (int i = 0; i < participants.size(); i++) {
            if (participants.path(i).path("primary").asBoolean(false)) {
                if (primary >= 0) {
                    throw Refusal.invalid("participants", "only one participant can be primary");
                }
                primary = i;
            }
        }
        return Math.max(primary, 0);
    }

    /** Only one of them is kept: deal before lead before project. */
    private static void keepOneParent(ObjectNode row) {
        if (row.hasNonNull("deal_id")) {
            row.putNull("lead_id").putNull("project_id");
        } else if (row.hasNonNull("lead_id")) {
            row.putNull("project_id");
        }
    }

    private static void times(Change change) {
        for (String member : List.of("due_time", "duration")) {
            if (change.body().has(member)) {
                change.row().put(member, Times.ofDay(change.body().path(member).asString()));
            }
        }
    }

    private static List<Attribute> attributes() {
        return List.of(
                Attribute.read("id"),
                Attribute.write("subject", Shape.text(255)),
                Attribute.write("type", Shape.STRING),
                Attribute.owner("owner_id", "users"),
                Attribute.read("creator_user_id"),
                Attribute.read("is_deleted"),
                Attribute.read("add_time"),
                Attribute.read("update_time"),
                Attribute.link("deal_id", "deals"),
                Attribute.write("lead_id", Shape.STRING).orNull(),
                Attribute.write("person_id", Shape.INTEGER).orNull(),
                Attribute.link("org_id", "organizations"),
                Attribute.write("project_id", Shape.INTEGER).orNull(),
                Attribute.write("due_date", Shape.DATE),
                Attribute.write("due_time", Shape.TIME_OF_DAY),
                Attribute.write("duration", Shape.TIME_OF_DAY),
                Attribute.write("busy", Shape.BOOLEAN),
                Attribute.write("done", Shape.BOOLEAN),
                Attribute.read("marked_as_done_time"),
                Attribute.write("location", Addresses.SHAPE),
                Attribute.write("participants", PARTICIPANTS),
                Attribute.write("attendees", ATTENDEES),
                Attribute.read("conference_meeting_client"),
                Attribute.read("conference_meeting_url"),
                Attribute.read("conference_meeting_id"),
                Attribute.write("public_description", Shape.STRING),
                Attribute.write("priority", Shape.INTEGER),
                Attribute.write("note", Shape.STRING));
    }
}
