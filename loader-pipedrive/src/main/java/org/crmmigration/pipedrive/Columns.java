package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.crmmigration.pipedrive.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logical fields an object type takes and how each is written. A name that is not listed is refused: a command and
 * this table must not drift apart unnoticed.
 *
 * @param entity whose custom fields and labels the type has, null when it has none
 * @param columns by logical name
 * @param rules what holds between fields, after all are written
 */
record Columns(@Nullable Entity entity, Map<String, Column> columns, Consumer<Draft> rules) {

    static final String NO_CAMPAIGNS = "the account has no Campaigns, so there is no marketing status";

    private static final int LONGEST_TITLE = 255;
    private static final String STATUS = "status";
    /** What to do with an object whose owner is no user: {@code park}, or nothing for the default owner. */
    static final String OWNER_UNMATCHED = "owner_unmatched";

    /** Written by the type's rules, together with others. */
    private static final Column TOGETHER = (draft, logical, value) -> {};

    /** Meant for the engine alone. */
    private static final Column IGNORED = (draft, logical, value) -> {};

    private static final Map<String, String> ADDRESS_PARTS = Map.of(
            "address", "value",
            "address.street", "route",
            "address.city", "locality",
            "address.state", "admin_area_level_1",
            "address.postal_code", "postal_code",
            "address.country", "country");

    static final Columns ORGANIZATION = new Columns(
            Entity.ORGANIZATION,
            Map.ofEntries(
                    entry("name", Column.text("name", Rule.NEVER_EMPTY)),
                    entry("address", TOGETHER),
                    entry("address.street", TOGETHER),
                    entry("address.city", TOGETHER),
                    entry("address.state", TOGETHER),
                    entry("address.postal_code", TOGETHER),
                    entry("address.country", TOGETHER),
                    entry("website", Columns::website),
                    entry("owner", Column.owner()),
                    entry(OWNER_UNMATCHED, TOGETHER),
                    entry("labels", Column.labels(Entity.ORGANIZATION)),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, false))),
            Columns::address);

    static final Columns PERSON = new Columns(
            Entity.PERSON,
            Map.ofEntries(
                    entry("name", Column.text("name", Rule.NEVER_EMPTY)),
                    entry("emails", Column.points("emails", Shape.EMAILS)),
                    entry("phones", Column.points("phones", Shape.PHONES)),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("owner", Column.owner()),
                    entry(OWNER_UNMATCHED, TOGETHER),
                    entry("labels", Column.labels(Entity.PERSON)),
                    entry("marketing_status", Columns::marketingStatus),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, false))),
            draft -> {});

    static final Columns DEAL = new Columns(
            Entity.DEAL,
            Map.ofEntries(
                    entry("title", Column.text("title", Rule.NEVER_EMPTY, LONGEST_TITLE)),
                    entry("value", Columns::dealValue),
                    entry(STATUS, Column.text(STATUS, Rule.NEVER_EMPTY)),
                    entry("won_time", Column.moment("won_time", Rule.NEVER_EMPTY, false)),
                    entry("lost_time", Column.moment("lost_time", Rule.NEVER_EMPTY, false)),
                    entry("close_time", Column.moment("close_time", Rule.NEVER_EMPTY, false)),
                    entry("lost_reason", Column.text("lost_reason", Rule.FREE)),
                    entry("expected_close_date", Column.day("expected_close_date")),
                    entry("person", Column.link("person_id", Rule.FREE)),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("pipeline", Column.link("pipeline_id", Rule.NEVER_EMPTY)),
                    entry("stage", Column.link("stage_id", Rule.NEVER_EMPTY)),
                    entry("owner", Column.owner()),
                    entry(OWNER_UNMATCHED, TOGETHER),
                    entry("labels", Column.labels(Entity.DEAL))),
            Columns::dealRules);

    static final Columns ACTIVITY = new Columns(
            null,
            Map.ofEntries(
                    entry("subject", Column.text("subject", Rule.NEVER_EMPTY)),
                    entry("type", Columns::activityType),
                    entry("due_date", Column.day("due_date")),
                    entry("due_time", Column.timeOfDay("due_time")),
                    entry("duration", Column.timeOfDay("duration")),
                    entry("done", Column.flag("done")),
                    entry("person", Columns::participant),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("deal", Column.link("deal_id", Rule.FREE)),
                    entry("owner", Column.owner()),
                    entry(OWNER_UNMATCHED, TOGETHER),
                    entry("location", Columns::location),
                    entry("note", TOGETHER)),
            draft -> lastLine(draft, "note", "note"));

    static final Columns NOTE = new Columns(
            null,
            Map.ofEntries(
                    entry("content", TOGETHER),
                    entry("person", Column.link("person_id", Rule.FREE)),
                    entry("deal", Column.link("deal_id", Rule.FREE)),
                    entry("organization", Column.link("org_id", Rule.FREE)),
                    entry("add_time", Column.moment("add_time", Rule.AT_CREATION, true))),
            draft -> lastLine(draft, "content", "content"));

    static final Columns PIPELINE =
            new Columns(null, Map.of("name", Column.text("name", Rule.NEVER_EMPTY)), draft -> {});

    /** {@code position} and {@code after} order the commands; the API puts a new stage last and lets none be moved. */
    static final Columns STAGE = new Columns(
            null,
            Map.of(
                    "name",
                    Column.text("name", Rule.NEVER_EMPTY),
                    "pipeline",
                    Column.link("pipeline_id", Rule.NEVER_EMPTY),
                    "position",
                    IGNORED,
                    "after",
                    IGNORED),
            draft -> {});

    /** The object in Pipedrive's values; sends nothing but the one question for Campaigns. */
    WireObject write(ObjectToWrite object, LiveSchema schema, BooleanSupplier campaigns) {
        return fill(new Draft(object, schema, campaigns, false));
    }

    /** The same for comparing only: a reference that leads nowhere is left out. */
    WireObject look(ObjectToWrite object, LiveSchema schema, BooleanSupplier campaigns) {
        return fill(new Draft(object, schema, campaigns, true));
    }

    private WireObject fill(Draft draft) {
        ObjectToWrite object = draft.object();
        object.fields().forEach((logical, value) -> field(draft, logical, value));
        rules.accept(draft);
        if (entity != null) {
            String code = CustomValues.migrationKeyCode(entity, object, draft.schema());
            draft.put(Wire.custom(code), "migration_key", object.migrationKey(), Shape.TEXT, Rule.AT_CREATION);
        }
        return draft.finish();
    }

    private void field(Draft draft, String logical, Value value) {
        Column column = columns.get(logical);
        if (column != null) {
            column.write(draft, logical, value);
        } else if (entity != null && logical.startsWith(ObjectToWrite.CUSTOM_PREFIX)) {
            new CustomValues(entity).write(draft, logical, value);
        } else {
            throw draft.rejected(logical, "is no field that Pipedrive takes for this object");
        }
    }

    private static void address(Draft draft) {
        Map<String, Value> fields = draft.object().fields();
        if (ADDRESS_PARTS.keySet().stream().noneMatch(fields::containsKey)) {
            return;
        }
        ObjectNode address = Json.object();
        ADDRESS_PARTS.forEach((logical, part) -> {
            String text = ValueText.readable(fields.getOrDefault(logical, Value.NOTHING));
            if (!text.isBlank()) {
                address.put(part, text);
            }
        });
        if (address.isEmpty()) {
            draft.clear("address", "address", Shape.ADDRESS, Rule.NEVER_EMPTY);
            return;
        }
        if (!address.has("value")) {
            // Pipedrive wants the one line; the parts in the order of an envelope are the best there is.
            address.put("value", String.join(", ", parts(address)));
        }
        draft.put("address", "address", address, Shape.ADDRESS, Rule.NEVER_EMPTY);
    }

    private static List<String> parts(ObjectNode address) {
        return List.of("route", "postal_code", "locality", "admin_area_level_1", "country").stream()
                .map(part -> Json.text(address, part))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The organization's own website member exists in accounts with that feature only; elsewhere writing it is a 403. */
    private static void website(Draft draft, String logical, Value value) {
        if (draft.schema().field(Entity.ORGANIZATION, "website").isPresent()) {
            Column.text("website", Rule.FREE).write(draft, logical, value);
        } else {
            draft.skip(logical, "the account has no website field for organizations");
        }
    }

    /** Only towards less contact. */
    private static void marketingStatus(Draft draft, String logical, Value value) {
        if (!ValueText.readable(value).equals("unsubscribed")) {
            throw draft.rejected(logical, "may only become unsubscribed; a migration never asks for more contact");
        }
        if (draft.campaigns()) {
            draft.put(WireObject.MARKETING, logical, "unsubscribed", Shape.CONSENT, Rule.NEVER_EMPTY);
        } else {
            draft.skip(logical, NO_CAMPAIGNS);
        }
    }

    private static void dealValue(Draft draft, String logical, Value value) {
        if (value instanceof Value.Nothing) {
            draft.clear("value", logical, Shape.NUMBER, Rule.NEVER_EMPTY);
            return;
        }
        if (!(value instanceof Value.Money money)) {
            throw draft.mismatch(logical, "an amount with its currency", value);
        }
        draft.put(
                "value", logical, JsonNodeFactory.instance.numberNode(money.amount()), Shape.NUMBER, Rule.NEVER_EMPTY);
        draft.put("currency", "value.currency", money.currency(), Shape.TEXT, Rule.NEVER_EMPTY);
    }

    private static void dealRules(Draft draft) {
        JsonNode value = draft.value(STATUS);
        String status = value == null ? "" : value.asString("");
        closing(draft, "won_time", status.equals("won"));
        closing(draft, "lost_time", status.equals("lost"));
        closing(draft, "lost_reason", status.equals("lost"));
        closing(draft, "close_time", status.equals("won") || status.equals("lost"));
        draft.follows("pipeline_id", "stage_id");
    }

    private static void closing(Draft draft, String path, boolean allowed) {
        JsonNode value = draft.value(path);
        if (value == null) {
            return;
        }
        if (!allowed && !value.isNull()) {
            throw draft.rejected(path, "does not go with the deal's status");
        }
        draft.follows(path, STATUS);
    }

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
