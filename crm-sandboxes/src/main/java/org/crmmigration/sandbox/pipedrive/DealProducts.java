package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Products attached to deals, one by one or a hundred at once, all or none. */
final class DealProducts {

    private static final int MOST_AT_ONCE = 100;

    private final Account account;
    private final Table table;
    private final DealProductRow rows;
    private final DealRevenue revenue;

    DealProducts(Account account) {
        this.account = account;
        this.table = account.table("dealProducts");
        this.rows = new DealProductRow(account);
        this.revenue = new DealRevenue(account);
    }

    Reply attach(Request request) {
        ObjectNode deal = deal(request);
        ObjectNode row = rows.checked(request.objectBody(), deal, null);
        save(row);
        revenue.update(deal);
        return Envelope.ok(201, row);
    }

    Reply attachBulk(Request request) {
        ObjectNode deal = deal(request);
        JsonNode items = request.objectBody().path("data");
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_AT_ONCE) {
            throw Refusal.invalid("data", "expected 1 to " + MOST_AT_ONCE + " products");
        }
        List<ObjectNode> checked = new ArrayList<>();
        items.forEach(item -> checked.add(rows.checked(object(item), deal, null)));
        ArrayNode data = Json.array();
        for (ObjectNode row : checked) {
            save(row);
            data.add(row);
        }
        revenue.update(deal);
        return Envelope.ok(201, data);
    }

    Reply change(Request request) {
        ObjectNode deal = deal(request);
        ObjectNode before = attached(request);
        ObjectNode row = rows.checked(request.objectBody(), deal, before);
        table.put(row.path("id").asLong(), row);
        revenue.update(deal);
        return Envelope.ok(row);
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
        page.rows().forEach(row -> data.add(row));
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

    private void save(ObjectNode row) {
        long id = table.nextId();
        row.put("id", id).put("order_nr", id * 10);
        table.put(id, row);
    }
}
