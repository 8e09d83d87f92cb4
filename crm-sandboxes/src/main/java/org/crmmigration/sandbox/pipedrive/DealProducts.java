package org.crmmigration.sandbox.pipedrive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Products attached to deals, one by one or a hundred at once, all or none. */
final class DealProducts {

    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_RECURRING = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Account account;
    private final Table table;
    private final References references;
    private final DealRevenue revenue;

    DealProducts(Account account) {
        this.account = account;
        this.table = account.table("dealProducts");
        this.references = new References(account);
        this.revenue = new DealRevenue(account);
    }

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

    Reply attach(Request request) {
        ObjectNode deal = deal(request);
        ObjectNode row = checked(request.objectBody(), deal, null);
        save(row);
        revenue.update(deal);
        return Envelope.ok(201, view(row));
    }

    Reply attachBulk(Request request) {
        ObjectNode deal = deal(request);
        JsonNode items = request.objectBody().path("data");
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_AT_ONCE) {
            throw Refusal.invalid("data", "expected 1 to " + MOST_AT_ONCE + " products");
        }
        List<ObjectNode> rows = new ArrayList<>();
        items.forEach(item -> rows.add(checked(object(item), deal, null)));
        ArrayNode data = Json.array();
        for (ObjectNode row : rows) {
            save(row);
            data.add(view(row));
        }
        revenue.update(deal);
        return Envelope.ok(201, data);
    }

    Reply change(Request request) {
        ObjectNode deal = deal(request);
        ObjectNode before = attached(request);
        ObjectNode row = checked(request.objectBody(), deal, before);
        table.put(row.path("id").asLong(), row);
        revenue.update(deal);
        return Envelope.ok(view(row));
    }

    Reply detach(Request request) {
        ObjectNode deal = deal(request);
        long id = attached(request).path("id").asLong();
        table.remove(id);
        revenue.update(deal);
        return Envelope.ok(Json.object().put("id", id));
    }

    Reply detachBulk(Request request) {
        ObjectNode deal = deal(request);
        List<Long> attached = List.copyOf(table.linked("deal_id", Json.text(deal, "id")));
        List<Long> wanted = request.params().has("ids") ? request.params().ids("ids") : attached;
        List<Long> gone =
                wanted.stream().filter(attached::contains).limit(MOST_AT_ONCE).toList();
        gone.forEach(table::remove);
        revenue.update(deal);
        ArrayNode ids = Json.array();
        gone.forEach(ids::add);
        ObjectNode body = Envelope.success(Json.object().set("ids", ids));
        boolean more = !request.params().has("ids") && attached.size() > gone.size();
        body.putObject("additional_data").put("more_items_in_collection", more);
        return Reply.json(200, Json.write(body));
    }

    Reply ofDeal(Request request) {
        String id = Json.text(deal(request), "id");
        return page(request, List.of(id));
    }

    Reply ofDeals(Request request) {
        if (!request.params().has("deal_ids")) {
            throw Refusal.invalid("deal_ids", "is required");
        }
        return page(request, request.params().words("deal_ids").stream().toList());
    }

    private Reply page(Request request, List<String> deals) {
        java.util.TreeSet<Long> among = new java.util.TreeSet<>();
        deals.forEach(deal -> among.addAll(table.linked("deal_id", deal)));
        Walk.Page page = new Walk(table, request.params())
                .page(
                        among,
                        row -> among.contains(row.path("id").asLong()),
                        request.params().limit());
        ArrayNode data = Json.array();
        page.rows().forEach(row -> data.add(view(row)));
        return Envelope.page(data, page.nextCursor());
    }

    private ObjectNode deal(Request request) {
        ObjectNode deal = account.findLive("deals", request.id("id"));
        if (deal == null) {
            throw Refusal.notFound("Deal was not found");
        }
        return deal;
    }

    private ObjectNode attached(Request request) {
        ObjectNode row = table.get(request.id("product_attachment_id"));
        if (row == null || row.path("deal_id").asLong() != request.id("id")) {
            throw Refusal.notFound("Product attachment was not found");
        }
        return row;
    }

    private static ObjectNode object(JsonNode item) {
        if (item instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.invalid("data", "The value is not a valid 'object'");
    }

    private ObjectNode checked(ObjectNode body, ObjectNode deal, @org.jspecify.annotations.Nullable ObjectNode before) {
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

    private void save(ObjectNode row) {
        long id = table.nextId();
        row.put("id", id).put("order_nr", id * 10);
        table.put(id, row);
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

    private static ObjectNode view(ObjectNode row) {
        return row;
    }
}
