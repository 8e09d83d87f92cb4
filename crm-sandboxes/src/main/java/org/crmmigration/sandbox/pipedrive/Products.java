package org.crmmigration.sandbox.pipedrive;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Products: one price for each currency, and how often they are billed. */
final class Products implements Rules {

    private static final Shape PRICES = Shape.objects(
            Map.of(
                    "currency", Shape.STRING,
                    "price", Shape.NUMBER,
                    "cost", Shape.NUMBER,
                    "direct_cost", Shape.NUMBER,
                    "notes", Shape.STRING),
            "currency");

    static final EntityType TYPE = new EntityType(
            "product",
            "products",
            "productFields",
            List.of(
                    Attribute.read("id"),
                    Attribute.write("name", Shape.text(255)),
                    Attribute.write("code", Shape.text(255)),
                    Attribute.write("description", Shape.STRING),
                    Attribute.write("unit", Shape.STRING),
                    Attribute.write("tax", Shape.NUMBER),
                    Attribute.write("category", Shape.NUMBER),
                    Attribute.write("is_linkable", Shape.BOOLEAN),
                    Attribute.read("is_deleted"),
                    Attribute.write("visible_to", Shape.INTEGER),
                    Attribute.owner("owner_id", "users"),
                    Attribute.read("add_time"),
                    Attribute.read("update_time"),
                    Attribute.write("billing_frequency", Billing.FREQUENCY),
                    Attribute.write("billing_frequency_cycles", Shape.INTEGER).orNull(),
                    Attribute.write("prices", PRICES),
                    Attribute.write("custom_fields", Shape.OBJECT)),
            Map.of(),
            Set.of(),
            Set.of("id", "name", "update_time", "add_time"),
            201,
            false,
            10);

    private final Account account;
    private final Common common;

    Products(Account account, Common common) {
        this.account = account;
        this.common = common;
    }

    @Override
    public void apply(Change change) {
        common.required(change, "name", "name is required");
        common.ownerAndVisibility(change);
        if (change.creating()) {
            change.row().put("is_linkable", change.body().path("is_linkable").asBoolean(true));
            change.row().set("tax", change.body().has("tax") ? change.body().get("tax") : Json.MAPPER.valueToTree(0));
            if (!change.body().has("billing_frequency")) {
                change.row().put("billing_frequency", Billing.ONE_TIME);
            }
        }
        Billing.check(change.row(), account.settings().plan());
        if (change.creating() || change.body().has("prices")) {
            change.row().set("prices", prices(change));
        }
    }

    private ArrayNode prices(Change change) {
        ArrayNode complete = Json.array();
        Set<String> currencies = new HashSet<>();
        for (JsonNode price : change.body().path("prices")) {
            String currency = Json.text(price, "currency");
            if (account.table("currencies").linked("code", currency).isEmpty() || !currencies.add(currency)) {
                throw Refusal.invalid("prices", "one price for each known currency");
            }
            add(complete, change, currency, price);
        }
        if (complete.isEmpty()) {
            add(complete, change, Seed.CURRENCY, Json.object());
        }
        return complete;
    }

    private static void add(ArrayNode prices, Change change, String currency, JsonNode price) {
        prices.addObject()
                .put("product_id", change.row().path("id").asLong())
                .put("price", price.path("price").decimalValue(java.math.BigDecimal.ZERO))
                .put("currency", currency)
                .put("cost", price.path("cost").decimalValue(java.math.BigDecimal.ZERO))
                .put("direct_cost", price.path("direct_cost").decimalValue(java.math.BigDecimal.ZERO))
                .put("notes", Json.text(price, "notes"));
    }
}
