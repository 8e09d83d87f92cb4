package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Products attached to deals with a {@code billing_frequency}: what Pipedrive has in place of subscriptions, from the Growth
 * plan on. An id is {@code deal/attachment}; the migration key is the comment, by which an attachment is found among those
 * of its deal.
 */
record RecurringProducts(PipedriveApi api, AccountSchema schema) implements TypedObjects {

    static final String TYPE = "recurring_product";
    static final String KEY_TEXT = "comments";

    private static final String OF_DEAL = "/api/v2/deals/{id}/products";
    private static final String ONE = OF_DEAL + "/{product_attachment_id}";
    private static final String OF_DEALS = "/api/v2/deals/products";
    private static final String DEAL = "deal_id";

    private WireObject wire(ObjectToWrite object) {
        return BillingColumns.RECURRING.write(object, schema.now(), () -> false);
    }

    @Override
    public Written create(ObjectToWrite object) {
        WireObject wire = wire(object);
        ObjectNode body = wire.body();
        String deal = Json.text(body, DEAL);
        body.remove(DEAL);
        try {
            JsonNode created = api.post(OF_DEAL, deal, body);
            return new Written(
                    deal + '/' + Json.text(created, "id"),
                    Json.text(wire.written(body, created)),
                    wire.attributes(),
                    List.of());
        } catch (CrmFault.Rejected e) {
            throw wire.named(e);
        }
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireObject wire = wire(object);
        return Optional.ofNullable(rows(List.of(crmId)).get(crmId))
                .map(current -> ThreeWay.update(TYPE, crmId, wire, current, lastWritten, MatchRules.NONE));
    }

    @Override
    public Written update(UpdatePlan plan) {
        ObjectNode patch = Json.parseObject(plan.patch());
        if (!patch.isEmpty()) {
            api.change("PATCH", ONE, plan.crmId(), patch);
        }
        return new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor) {
        Map<String, WireObject> wires = new LinkedHashMap<>();
        Map<String, ObjectToWrite> byKey = new LinkedHashMap<>();
        Set<String> deals = new LinkedHashSet<>();
        wanted.forEach(object -> {
            WireObject wire = wire(object);
            wires.put(object.migrationKey(), wire);
            byKey.put(object.migrationKey(), object);
            deals.add(Json.text(wire.body(), DEAL) + '/');
        });
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        rows(deals).forEach((id, row) -> {
            String key = MigrationKey.in(Json.text(row, KEY_TEXT)).orElse("");
            WireObject wire = wires.get(key);
            ObjectToWrite object = byKey.get(key);
            if (wire != null && object != null) {
                found.computeIfAbsent(object.key(), _ -> new ArrayList<>())
                        .add(new Written(id, Json.text(wire.adopted(row)), wire.attributes(), List.of()));
            }
        });
        return found;
    }

    /** What a deal has is a short list, read whole. */
    @Override
    public @Nullable String floor() {
        return null;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, JsonNode> rows = rows(expected.keySet());
        return expected.entrySet().stream()
                .map(entry -> Comparisons.readBack(
                        entry.getKey(),
                        BillingColumns.RECURRING.look(entry.getValue(), schema.now(), () -> false),
                        rows.get(entry.getKey())))
                .toList();
    }

    @Override
    public Optional<String> image(String crmId) {
        return Optional.ofNullable(rows(List.of(crmId)).get(crmId)).map(RecurringProducts::image);
    }

    private static String image(JsonNode row) {
        ObjectNode image = Json.object();
        Endpoint.RECURRING.places().keySet().forEach(place -> image.set(place, Wire.at(row, place)));
        return Json.text(image);
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        Map<String, JsonNode> rows = rows(last.keySet());
        last.forEach((id, write) -> {
            JsonNode row = rows.get(id);
            if (row != null) {
                WireObject wire = BillingColumns.RECURRING.look(write.object(), schema.now(), () -> false);
                standings.put(id, new Standing(image(row), Edits.of(wire, row, write.written())));
            }
        });
        return standings;
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        Set<String> present = new LinkedHashSet<>(crmIds);
        present.retainAll(rows(crmIds).keySet());
        return present;
    }

    @Override
    public void delete(String crmId) {
        api.delete(ONE, crmId, null);
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        JsonNode current = rows(List.of(crmId)).get(crmId);
        if (current == null) {
            throw new CrmFault.Rejected(Detail.of("not-found", "the object to restore is gone"));
        }
        WireObject before = new BeforeImage(Endpoint.RECURRING, null, schema.now()).wire(beforeImage);
        return update(ThreeWay.restore(TYPE, crmId, before, current, lastWritten));
    }

    /** Everything attached to the deals of these ids, by id. */
    private Map<String, JsonNode> rows(Collection<String> ids) {
        List<String> deals = ids.stream()
                .map(id -> id.substring(0, Math.max(0, id.indexOf('/'))))
                .filter(deal -> !deal.isEmpty())
                .distinct()
                .toList();
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (int from = 0; from < deals.size(); from += Endpoint.MOST_IDS) {
            List<String> some = deals.subList(from, Math.min(deals.size(), from + Endpoint.MOST_IDS));
            Map<String, String> query =
                    Map.of("deal_ids", String.join(",", some), "limit", Integer.toString(PipedriveApi.PAGE));
            api.all(OF_DEALS, query).forEach(row -> rows.put(Json.text(row, DEAL) + '/' + Json.text(row, "id"), row));
        }
        return rows;
    }
}
