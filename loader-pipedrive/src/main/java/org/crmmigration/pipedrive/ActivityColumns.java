package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.Map;
import org.crmmigration.loader.http.Json;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Activities and notes, which carry their migration key in the last line of their text. */
final class ActivityColumns {

    static final Columns ACTIVITY = new Columns(
            null,
            Map.ofEntries(
                    entry("subject", Column.text("subject", Rule.NEVER_EMPTY)),
                    entry("type", ActivityColumns::activityType),
                    entry("due_date", Column.day("due_date")),
                    entry("due_time", Column.timeOfDay("due_time")),
                    entry("duration", Column.timeOfDay("duration")),
                    entry("done", Column.flag("done")),
                    entry("person", ActivityColumns::participant),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("deal", Column.link("deal_id", Rule.FREE)),
                    entry("owner", Column.owner()),
                    entry(Columns.OWNER_UNMATCHED, Columns.TOGETHER),
                    entry("location", ActivityColumns::location),
                    entry("note", Columns.TOGETHER)),
            draft -> lastLine(draft, "note", "note"));

    static final Columns NOTE = new Columns(
            null,
            Map.ofEntries(
                    entry("content", Columns.TOGETHER),
                    entry("person", Column.link("person_id", Rule.FREE)),
                    entry("deal", Column.link("deal_id", Rule.FREE)),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, true))),
            draft -> lastLine(draft, "content", "content"));

    private ActivityColumns() {}

    private static void activityType(Draft draft, String logical, Value value) {
        String type = draft.schema().activityType(ValueText.readable(value));
        if (type == null) {
            throw draft.rejected(logical, "names no activity type of the account; add it there or map to another");
        }
        draft.put("type", logical, type, Shape.TEXT, Rule.NEVER_EMPTY);
    }

    /** In v2 {@code person_id} is read-only: people take part. */
    private static void participant(Draft draft, String logical, Value value) {
        ArrayNode participants = Json.array();
        if (!(value instanceof Value.Nothing)) {
            Long person = draft.reference(logical, value);
            if (person == null) {
                return;
            }
            participants.addObject().put("person_id", person).put("primary", true);
        }
        draft.put("participants", logical, participants, Shape.PARTICIPANTS, Rule.FREE);
    }

    private static void location(Draft draft, String logical, Value value) {
        if (value instanceof Value.Nothing) {
            draft.clear("location", logical, Shape.ADDRESS, Rule.NEVER_EMPTY);
        } else {
            ObjectNode location = Json.object().put("value", ValueText.readable(value));
            draft.put("location", logical, location, Shape.ADDRESS, Rule.NEVER_EMPTY);
        }
    }

    private static void lastLine(Draft draft, String logical, String path) {
        String html = ValueText.readable(draft.object().fields().getOrDefault(logical, Value.NOTHING));
        String text = MigrationKey.append(html, draft.object().migrationKey());
        draft.put(path, logical, text, Shape.HTML, Rule.NEVER_EMPTY);
    }
}
