package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stages of pipelines; new ones go last in theirs. */
final class Stages implements Rules {

    static final EntityType TYPE = new EntityType(
            "stage",
            "stages",
            null,
            List.of(
                    Attribute.read("id"),
                    Attribute.read("order_nr"),
                    Attribute.write("name", Shape.text(255)),
                    Attribute.read("is_deleted"),
                    Attribute.write("deal_probability", Shape.INTEGER),
                    Attribute.owner("pipeline_id", "pipelines"),
                    Attribute.write("is_deal_rot_enabled", Shape.BOOLEAN),
                    Attribute.write("days_to_rotten", Shape.INTEGER).orNull(),
                    Attribute.read("add_time"),
                    Attribute.read("update_time")),
            Map.of("pipeline_id", ParamCheck.NUMBER),
            Set.of(),
            Set.of("id", "update_time", "add_time", "order_nr"),
            200,
            false,
            5);

    private static final int CERTAIN = 100;

    private final Account account;
    private final Common common;

    Stages(Account account, Common common) {
        this.account = account;
        this.common = common;
    }

    @Override
    public void apply(Change change) {
        common.required(change, "name", "name is required");
        common.required(change, "pipeline_id", "pipeline_id is required");
        int probability = change.row().path("deal_probability").asInt(CERTAIN);
        if (probability < 0 || probability > CERTAIN) {
            throw Refusal.invalid("deal_probability", "must be between 0 and 100");
        }
        if (change.creating()) {
            change.row().put("deal_probability", probability);
            change.row().put("order_nr", account.table("stages").nextId());
            change.row()
                    .put(
                            "is_deal_rot_enabled",
                            change.body().path("is_deal_rot_enabled").asBoolean(false));
        }
    }
}
