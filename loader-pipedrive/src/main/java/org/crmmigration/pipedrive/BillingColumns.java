package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.Map;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.pipedrive.WireObject.Rule;
import tools.jackson.databind.node.JsonNodeFactory;

/** Products, and what of them a deal bills: how much, how often, how many times more, from which day on. */
final class BillingColumns {

    static final Columns PRODUCT =
            new Columns(null, Map.of("name", Column.text("name", Rule.NEVER_EMPTY)), draft -> {});

    static final Columns RECURRING = new Columns(
            null,
            Map.ofEntries(
                    entry("deal", Column.link("deal_id", Rule.AT_CREATION)),
                    entry("product", Column.link("product_id", Rule.NEVER_EMPTY)),
                    entry("price", BillingColumns::price),
                    entry("quantity", whole("quantity", Rule.NEVER_EMPTY)),
                    entry("frequency", Column.text("billing_frequency", Rule.NEVER_EMPTY)),
                    entry("cycles", whole("billing_frequency_cycles", Rule.FREE)),
                    entry("start", Column.day("billing_start_date")),
                    entry("enabled", Column.flag("is_enabled"))),
            draft -> draft.put(
                    RecurringProducts.KEY_TEXT,
                    "migration_key",
                    MigrationKey.append("", draft.object().migrationKey()),
                    Shape.TEXT,
                    Rule.AT_CREATION));

    private BillingColumns() {}

    /** The currency is the deal's. */
    private static void price(Draft draft, String logical, Value value) {
        if (!(value instanceof Value.Money money)) {
            throw draft.mismatch(logical, "an amount", value);
        }
        draft.put(
                "item_price",
                logical,
                JsonNodeFactory.instance.numberNode(money.amount()),
                Shape.NUMBER,
                Rule.NEVER_EMPTY);
    }

    private static Column whole(String path, Rule rule) {
        return (draft, logical, value) -> {
            switch (value) {
                case Value.Nothing _ -> draft.clear(path, logical, Shape.NUMBER, rule);
                case Value.Whole whole ->
                    draft.put(path, logical, JsonNodeFactory.instance.numberNode(whole.number()), Shape.NUMBER, rule);
                default -> throw draft.mismatch(logical, "a whole number", value);
            }
        };
    }
}
