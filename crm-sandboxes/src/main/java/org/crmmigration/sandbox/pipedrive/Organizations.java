package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.pipedrive.Features.Feature;

/** Organizations: a name, an address whose missing parts become null. */
final class Organizations implements Rules {

    static final EntityType TYPE = new EntityType(
            "organization",
            "organizations",
            "organizationFields",
            List.of(
                    Attribute.read("id"),
                    Attribute.write("name", Shape.text(255)),
                    Attribute.owner("owner_id", "users"),
                    Attribute.create("add_time", Shape.STRING),
                    Attribute.read("update_time"),
                    Attribute.write("address", Addresses.SHAPE),
                    Attribute.read("is_deleted"),
                    Attribute.write("visible_to", Shape.INTEGER),
                    Attribute.write("label_ids", Shape.INTEGERS),
                    details("website", Shape.STRING),
                    details("linkedin", Shape.STRING),
                    details("industry", Shape.INTEGER),
                    details("annual_revenue", Shape.INTEGER),
                    details("employee_count", Shape.INTEGER),
                    Attribute.write("custom_fields", Shape.OBJECT)),
            Map.of(),
            Set.of(
                    "next_activity_id",
                    "last_activity_id",
                    "open_deals_count",
                    "related_open_deals_count",
                    "closed_deals_count",
                    "related_closed_deals_count",
                    "email_messages_count",
                    "people_count",
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
                    "smart_bcc_email"),
            Set.of("id", "update_time", "add_time"),
            200,
            true,
            10);

    private final Common common;

    Organizations(Common common) {
        this.common = common;
    }

    @Override
    public void apply(Change change) {
        common.required(change, "name", "Organization name must be given.");
        common.ownerAndVisibility(change);
        common.addTime(change);
        common.labels(change);
    }

    private static Attribute details(String name, Shape shape) {
        return Attribute.write(name, shape).orNull().with(Feature.ORGANIZATION_DETAILS);
    }
}
