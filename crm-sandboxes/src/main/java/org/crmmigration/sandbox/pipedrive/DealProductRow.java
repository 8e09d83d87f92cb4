package org.crmmigration.sandbox.pipedrive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks what is sent of an attached product and makes the record of it. */
final class DealProductRow {

    private static final int MOST_RECURRING = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Map<String, Shape> MEMBERS = new LinkedHashMap<>(Map.of(
            "product_id", Shape.INTEGER,
            "item_price", Shape.NUMBER,
            "quantity", Shape.NUMBER,
            "tax", Shape.NUMBER,
            "comments", Shape.STRING,
            "discount", Shape.NUMBER,
            "is_enabled", Shape.BOOLEAN,
            "tax_method", Shape.oneOf("exclusive", "inclusive", "none"),
            "discount_type", Shape.oneOf("percentage", "amount"),
            "product_variation_id", Shape.INTEGER));

    static {
        MEMBERS.put("billing_frequency", Billing.FREQUENCY);
        MEMBERS.put("billing_frequency_cycles", Shape.INTEGER);
        MEMBERS.put("billing_start_date", Shape.DATE);
    }

    private final Account account;
    private final Table table;
    private final References references;

    DealProductRow(Account account) {
        this.account = account;
        this.table = account.table("dealProducts");
        this.references = new References(account);
    }

    /** The record for a body; the products that are there already decide whether one more recurring product fits. */
    ObjectNode checked(ObjectNode body, ObjectNode deal, @Nullable ObjectNode before) {
        body.properties().forEach(member -> {
            Shape shape = MEMBERS.get(member.getKey());
            if (shape == null) {
                throw Refusal.invalid(member.getKey(), "Unknown key '" + member.getKey() + "'");
            }
            if (!member.getValue().isNull()) {
                shape.check(member.getKey(), member.getValue());
            }
        });
        ObjectNode row = before == null ? fresh(deal) : before.deepCopy();
        body.properties().forEach(member -> row.set(member.getKey(), member.getValue()));
        for (String required : List.of("product_id", "item_price", "quantity")) {
            if (!row.hasNonNull(required)) {
                throw Refusal.invalid(required, required + " is required");
            }
        }
        references.require("products", "product_id", row.path("product_id").asLong());
        Billing.check(row, account.settings().plan());
        capRecurring(row, deal);
        ObjectNode product = account.findLive("products", row.path("product_id").asLong());
        row.put("name", product == null ? null : Json.text(product, "name"));
        row.put("sum", sum(row)).put("update_time", account.rfcNow());
        return row;
    }

    private void capRecurring(ObjectNode row, ObjectNode deal) {
        int recurring = Billing.recurs(row) ? 1 : 0;
        for (long id : table.linked("deal_id", Json.text(deal, "id"))) {
            ObjectNode other = table.get(id);
            recurring += other != null && id != row.path("id").asLong() && Billing.recurs(other) ? 1 : 0;
        }
        if (recurring > MOST_RECURRING) {
            throw Refusal.invalid("billing_frequency", "a deal has at most " + MOST_RECURRING + " recurring products");
        }
    }

    private ObjectNode fresh(ObjectNode deal) {
        ObjectNode row = Json.object().put("id", 0).put("sum", 0).put("tax", 0);
        row.set("deal_id", deal.get("id"));
        row.putNull("name")
                .putNull("product_id")
                .putNull("product_variation_id")
                .put("order_nr", 0);
        row.put("add_time", account.rfcNow())
                .put("update_time", account.rfcNow())
                .put("comments", "");
        row.set("currency", deal.get("currency"));
        row.put("discount", 0).putNull("quantity").putNull("item_price").put("tax_method", "inclusive");
        row.put("discount_type", "percentage").put("is_enabled", true).put("billing_frequency", Billing.ONE_TIME);
        return row.putNull("billing_frequency_cycles").putNull("billing_start_date");
    }

    private static BigDecimal sum(ObjectNode row) {
        BigDecimal full = row.path("item_price")
                .decimalValue()
                .multiply(row.path("quantity").decimalValue());
        BigDecimal discount = row.path("discount").decimalValue();
        BigDecimal off = Json.text(row, "discount_type").equals("amount")
                ? discount
                : full.multiply(discount).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        return full.subtract(off);
    }
}
