package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** Deals: place in a pipeline, status with its times, archive. The creation date is never the client's. */
final class Deals implements Rules {

    private static final Set<String> STATUSES = Set.of("open", "won", "lost", "deleted");

    static final EntityType TYPE = new EntityType(
            "deal",
            "deals",
            "dealFields",
            attributes(),
            Map.of(
                    "person_id", ParamCheck.NUMBER,
                    "org_id", ParamCheck.NUMBER,
                    "pipeline_id", ParamCheck.NUMBER,
                    "stage_id", ParamCheck.NUMBER,
                    "status", ParamCheck.words(STATUSES)),
            Set.of(
                    "next_activity_id",
                    "last_activity_id",
                    "first_won_time",
                    "products_count",
                    "files_count",
                    "notes_count",
                    "followers_count",
                    "email_messages_count",
                    "activities_count",
                    "done_activities_count",
                    "undone_activities_count",
                    "participants_count",
                    "last_incoming_mail_time",
                    "last_outgoing_mail_time",
                    "smart_bcc_email",
                    "source_lead_id"),
            Set.of("id", "update_time", "add_time"),
            200,
            true,
            10);

    private final Account account;
    private final Common common;
    private final DealStages stages;
    private final DealStatus status;

    Deals(Account account, Common common) {
        this.account = account;
        this.common = common;
        this.stages = new DealStages(account);
        this.status = new DealStatus(account, common);
    }

    @Override
    public void apply(Change change) {
        common.required(change, "title", "title is required");
        cap(change);
        common.ownerAndVisibility(change);
        common.labels(change);
        money(change);
        stages.apply(change);
        status.apply(change);
        expectedClose(change);
        archive(change);
        ObjectNode row = change.row();
        if (change.creating()) {
            row.put("creator_user_id", Account.ME).put("origin", "API");
        }
    }

    private void cap(Change change) {
        PipedriveSettings settings = account.settings();
        boolean counted = settings.features().planCaps() && change.creating();
        if (counted
                && account.table("deals").linked("live", "yes").size()
                        >= settings.plan().deals(settings.seats())) {
            throw Refusal.forbidden("Couldn't add the deal. Open deals limit reached.", "feature_capping_deals_limit");
        }
        if (change.body().path("is_deleted").asBoolean(false)) {
            throw Refusal.invalid("is_deleted", "a deal is deleted by DELETE only");
        }
    }

    private void money(Change change) {
        if (change.creating() && !change.body().has("value")) {
            change.row().put("value", 0);
        }
        if (change.creating() && !change.body().has("currency")) {
            change.row().put("currency", Seed.CURRENCY);
        }
        String currency = Json.text(change.row(), "currency");
        if (account.table("currencies").linked("code", currency).isEmpty()) {
            throw Refusal.invalid("currency", "unknown currency");
        }
    }

    private static void expectedClose(Change change) {
        if (!change.body().has("expected_close_date")) {
            return;
        }
        String date = change.body().path("expected_close_date").asString();
        if (!date.isEmpty() && !Times.isDate(date)) {
            throw Refusal.invalid("expected_close_date", "The value is not a valid date");
        }
        change.row().put("expected_close_date", date.isEmpty() ? "0000-00-00" : date);
    }

    private void archive(Change change) {
        ObjectNode row = change.row();
        boolean archived = row.path("is_archived").asBoolean(false);
        row.put("is_archived", archived);
        if (!archived) {
            if (change.body().has("archive_time")) {
                throw Refusal.invalid("archive_time", "only an archived deal has it");
            }
            row.putNull("archive_time");
        } else if (change.body().has("archive_time")) {
            java.time.Instant time = Times.parseSpaced(Json.text(change.body(), "archive_time"));
            if (time == null) {
                throw Refusal.invalid("archive_time", "expected YYYY-MM-DD HH:MM:SS");
            }
            row.put("archive_time", Times.rfc3339(time));
        } else if (Json.text(row, "archive_time").isEmpty()) {
            row.put("archive_time", account.rfcNow());
        }
    }

    private static List<Attribute> attributes() {
        return List.of(
                Attribute.read("id"),
                Attribute.write("title", Shape.text(255)),
                Attribute.read("creator_user_id"),
                Attribute.owner("owner_id", "users"),
                Attribute.write("value", Shape.NUMBER),
                Attribute.link("person_id", "persons"),
                Attribute.link("org_id", "organizations"),
                Attribute.owner("stage_id", "stages"),
                Attribute.owner("pipeline_id", "pipelines"),
                Attribute.write("currency", Shape.STRING),
                Attribute.write("archive_time", Shape.STRING),
                Attribute.read("add_time"),
                Attribute.read("update_time"),
                Attribute.read("stage_change_time"),
                Attribute.write("status", Shape.oneOf("open", "won", "lost")),
                Attribute.write("is_archived", Shape.BOOLEAN),
                Attribute.write("is_deleted", Shape.BOOLEAN),
                Attribute.write("probability", Shape.NUMBER).orNull(),
                Attribute.write("lost_reason", Shape.STRING).orNull(),
                Attribute.write("visible_to", Shape.INTEGER),
                Attribute.write("close_time", Shape.STRING).orNull(),
                Attribute.write("won_time", Shape.STRING),
                Attribute.write("lost_time", Shape.STRING),
                Attribute.read("local_won_date"),
                Attribute.read("local_lost_date"),
                Attribute.read("local_close_date"),
                Attribute.write("expected_close_date", Shape.STRING),
                Attribute.write("label_ids", Shape.INTEGERS),
                Attribute.read("origin"),
                Attribute.read("origin_id"),
                Attribute.read("channel"),
                Attribute.write("channel_id", Shape.STRING),
                Attribute.read("source_lead_id"),
                Attribute.read("acv"),
                Attribute.read("arr"),
                Attribute.read("mrr"),
                Attribute.write("custom_fields", Shape.OBJECT));
    }
}
