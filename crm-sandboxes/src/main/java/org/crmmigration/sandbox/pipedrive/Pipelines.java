package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pipelines; new ones go last. */
final class Pipelines implements Rules {

    static final EntityType TYPE = new EntityType(
            "pipeline",
            "pipelines",
            null,
            List.of(
                    Attribute.read("id"),
                    Attribute.write("name", Shape.text(255)),
                    Attribute.read("order_nr"),
                    Attribute.read("is_deleted"),
                    Attribute.write("is_deal_probability_enabled", Shape.BOOLEAN),
                    Attribute.read("add_time"),
                    Attribute.read("update_time")),
            Map.of(),
            Set.of(),
            Set.of("id", "update_time", "add_time"),
            200,
            false,
            5);

    private final Account account;
    private final Common common;

    Pipelines(Account account, Common common) {
        this.account = account;
        this.common = common;
    }

    @Override
    public void apply(Change change) {
        common.required(change, "name", "name is required");
        if (change.creating()) {
            change.row().put("order_nr", account.table("pipelines").nextId());
            change.row()
                    .put(
                            "is_deal_probability_enabled",
                            change.body().path("is_deal_probability_enabled").asBoolean(false));
        }
    }
}
