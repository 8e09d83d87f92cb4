package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.Map;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Deals: a status, and times and reasons that only go with it. */
final class DealColumns {

    private static final int LONGEST_TITLE = 255;
    private static final String STATUS = "status";

    static final Columns DEAL = new Columns(
            Entity.DEAL,
            Map.ofEntries(
                    entry("title", Column.text("title", Rule.NEVER_EMPTY, LONGEST_TITLE)),
                    entry("value", DealColumns::value),
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
                    entry(Columns.OWNER_UNMATCHED, Columns.TOGETHER),
                    entry("labels", Column.labels(Entity.DEAL))),
            DealColumns::rules);

    private DealColumns() {}

    private static void value(Draft draft, String logical, Value value) {
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

    private static void rules(Draft draft) {
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
}
