package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.Features.Feature;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Persons: a name in one piece or in two, contact points, a marketing status that changes once. */
final class Persons implements Rules {

    static final EntityType TYPE = new EntityType(
            "person",
            "persons",
            "personFields",
            List.of(
                    Attribute.read("id"),
                    Attribute.write("name", Shape.text(255)),
                    Attribute.write("first_name", Shape.text(255)),
                    Attribute.write("last_name", Shape.text(255)),
                    Attribute.owner("owner_id", "users"),
                    Attribute.link("org_id", "organizations"),
                    Attribute.create("add_time", Shape.STRING),
                    Attribute.read("update_time"),
                    Attribute.write("emails", ContactPoints.SHAPE),
                    Attribute.write("phones", ContactPoints.SHAPE),
                    Attribute.read("is_deleted"),
                    Attribute.write("visible_to", Shape.INTEGER),
                    Attribute.write("label_ids", Shape.INTEGERS),
                    Attribute.read("picture_id"),
                    Attribute.write("custom_fields", Shape.OBJECT),
                    Attribute.write("notes", Shape.text(10_000)).with(Feature.CONTACT_SYNC),
                    Attribute.write("im", ContactPoints.SHAPE).with(Feature.CONTACT_SYNC),
                    Attribute.write("birthday", Shape.DATE).with(Feature.CONTACT_SYNC),
                    Attribute.write("job_title", Shape.STRING).with(Feature.CONTACT_SYNC),
                    Attribute.write("postal_address", Addresses.SHAPE).with(Feature.CONTACT_SYNC),
                    Attribute.input(
                                    "marketing_status",
                                    Shape.oneOf("no_consent", "unsubscribed", "subscribed", "archived"))
                            .with(Feature.CAMPAIGNS)),
            Map.of("org_id", ParamCheck.NUMBER, "deal_id", ParamCheck.NUMBER),
            Set.of(
                    "next_activity_id",
                    "last_activity_id",
                    "open_deals_count",
                    "related_open_deals_count",
                    "closed_deals_count",
                    "related_closed_deals_count",
                    "participant_open_deals_count",
                    "participant_closed_deals_count",
                    "email_messages_count",
                    "activities_count",
                    "done_activities_count",
                    "undone_activities_count",
                    "files_count",
                    "notes_count",
                    "followers_count",
                    "won_deals_count",
                    "related_won_deals_count",
                    "lost_deals_count",
                    "related_lost_deals_count",
                    "last_incoming_mail_time",
                    "last_outgoing_mail_time",
                    "marketing_status",
                    "doi_status",
                    "smart_bcc_email"),
            Set.of("id", "update_time", "add_time"),
            200,
            true,
            10);

    private static final String MARKETING = "_marketing_status";
    private static final String MARKETING_CHANGED = "_marketing_changed";

    private final Common common;

    Persons(Common common) {
        this.common = common;
    }

    @Override
    public void apply(Change change) {
        common.ownerAndVisibility(change);
        common.addTime(change);
        names(change);
        for (String points : List.of("emails", "phones", "im")) {
            JsonNode sent = change.body().get(points);
            if (sent != null) {
                change.row().set(points, ContactPoints.complete(points, sent));
            } else if (change.creating()) {
                change.row().set(points, Json.array());
            }
        }
        common.labels(change);
        marketing(change);
    }

    private static void names(Change change) {
        ObjectNode body = change.body();
        boolean whole = body.has("name");
        boolean parts = body.has("first_name") || body.has("last_name");
        if (whole && parts) {
            throw Refusal.schema("Cannot set 'name' and 'first_name'/'last_name' at the same time");
        }
        if (whole) {
            split(change.row(), body.path("name").asString().strip());
        } else if (parts) {
            join(change);
        } else if (change.creating()) {
            throw Refusal.invalid("name", "Name must be given.");
        }
    }

    private static void split(ObjectNode row, String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "Name must be given.");
        }
        int space = name.indexOf(' ');
        row.put("name", name);
        row.put("first_name", space < 0 ? name : name.substring(0, space));
        row.put("last_name", space < 0 ? null : name.substring(space + 1).strip());
    }

    private static void join(Change change) {
        if (change.creating()
                && !(change.body().has("first_name") && change.body().has("last_name"))) {
            throw Refusal.invalid("name", "Both 'first_name' and 'last_name' must be given.");
        }
        String first = Json.text(change.row(), "first_name").strip();
        String last = Json.text(change.row(), "last_name").strip();
        String name = (first + " " + last).strip();
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "Name must be given.");
        }
        change.row().put("name", name);
    }

    private static void marketing(Change change) {
        String wanted = Json.text(change.body(), "marketing_status");
        if (wanted.isEmpty()) {
            return;
        }
        ObjectNode row = change.row();
        if (change.creating()) {
            row.put(MARKETING, hasEmail(row) ? wanted : "no_consent");
            return;
        }
        boolean changes = !wanted.equals(current(row));
        // A change that is not allowed is ignored without a word.
        if (changes && hasEmail(row) && !row.path(MARKETING_CHANGED).asBoolean(false)) {
            row.put(MARKETING, wanted).put(MARKETING_CHANGED, true);
        }
    }

    private static boolean hasEmail(ObjectNode row) {
        JsonNode first = row.path("emails").path(0);
        return Json.text(first, "value").contains("@");
    }

    private static @Nullable String current(ObjectNode row) {
        String status = Json.text(row, MARKETING);
        return status.isEmpty() ? "no_consent" : status;
    }
}
