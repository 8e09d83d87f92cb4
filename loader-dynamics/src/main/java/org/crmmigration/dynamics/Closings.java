package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The closing of an opportunity as won or lost, the last thing that happens to it, or that it stays or becomes open. Its id is
 * the opportunity's. Undoing it opens the opportunity again and removes the closing activity.
 */
final class Closings implements TypedObjects {

    private static final String WORD = "opportunity_close";
    private static final String STATUS = ClosingWish.STATUS;
    private static final String REVENUE = ClosingWish.REVENUE;
    private static final String DATE = ClosingWish.DATE;
    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");

    private final DynamicsApi api;
    private final Batches batches;
    private final ClosedDeals deals;

    Closings(DynamicsApi api, Batches batches) {
        this.api = api;
        this.batches = batches;
        this.deals = new ClosedDeals(api);
    }

    /** Closes an open opportunity. One that stands as wanted stays as it is; one that others closed is not opened. */
    @Override
    public Written create(ObjectToWrite object) {
        WireRow wire = ClosingWish.of(object);
        JsonNode row = deals.read(wire.id()).orElseThrow(Closings::gone);
        if (!ClosingWish.closes(wire) || !Json.text(row, STATUS).equals("open")) {
            return reclosed(wire, row);
        }
        Closing closing = closing(wire.id(), wire.canonical());
        try {
            api.post(closing.action(), closing.body(), Map.of());
        } catch (CrmFault.Rejected e) {
            accept(wire, e);
        }
        return Written.of(wire.id(), Json.text(wire.canonical()));
    }

    /** Closes many in one batch, each on its own; the first that fails is thrown, and repeating all is safe. */
    @Override
    public List<Written> createMany(List<ObjectToWrite> objects) {
        List<WireRow> wires = objects.stream().map(ClosingWish::of).toList();
        Map<String, JsonNode> rows = deals.read(wires.stream().map(WireRow::id).toList());
        List<WireRow> open = wires.stream()
                .filter(ClosingWish::closes)
                .filter(wire -> Json.text(rows.getOrDefault(wire.id(), Json.object()), STATUS)
                        .equals("open"))
                .toList();
        close(open);
        List<Written> written = new ArrayList<>();
        for (WireRow wire : wires) {
            JsonNode row = rows.get(wire.id());
            if (row == null) {
                throw gone();
            }
            written.add(open.contains(wire) ? Written.of(wire.id(), Json.text(wire.canonical())) : reclosed(wire, row));
        }
        return written;
    }

    private void close(List<WireRow> open) {
        if (open.isEmpty()) {
            return;
        }
        List<@Nullable CrmFault> faults = api.batch(open.stream()
                .map(wire -> Operation.of(closing(wire.id(), wire.canonical()).call()))
                .toList());
        for (int i = 0; i < open.size(); i++) {
            accept(open.get(i), faults.get(i));
        }
    }

    private static void accept(WireRow wire, @Nullable CrmFault fault) {
        if (fault != null && !fault.detail().code().equals("already-closed")) {
            throw wire.named(fault);
        }
    }

    private Written reclosed(WireRow wire, JsonNode row) {
        UpdatePlan plan = ThreeWay.update(wire, row, null);
        return update(ofClosing(plan));
    }

    /** A plan for the closing, though it is made of the opportunity's columns. */
    private static UpdatePlan ofClosing(UpdatePlan plan) {
        return new UpdatePlan(WORD, plan.crmId(), plan.patch(), plan.beforeImage(), plan.written(), plan.conflicts());
    }

    private static CrmFault gone() {
        return new CrmFault.Rejected(Detail.of("not-found", "the opportunity is gone"));
    }

    private static Closing closing(String id, JsonNode values) {
        boolean won = Json.text(values, STATUS).equals("won");
        return Closing.of(id, won, values.path(REVENUE), values.path(DATE), won ? "Won" : "Lost");
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireRow wire = ClosingWish.of(object);
        return deals.read(crmId).map(row -> ofClosing(ThreeWay.update(wire, row, lastWritten)));
    }

    /** Opens and closes again in one transaction; what the patch leaves out stays as it was written. */
    @Override
    public Written update(UpdatePlan plan) {
        if (!plan.isEmpty()) {
            JsonNode row = deals.read(plan.crmId()).orElse(Json.object());
            ObjectNode target = Json.object();
            for (String column : List.of(STATUS, REVENUE, DATE)) {
                target.set(
                        column,
                        row.path(column).isMissingNode() ? JsonNodeFactory.instance.nullNode() : row.path(column));
            }
            target.setAll(Json.parseObject(plan.patch()));
            if (!stands(row, target)) {
                bring(plan.crmId(), target, Json.text(row, STATUS));
            }
        }
        return new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts());
    }

    /** Whether the opportunity is closed as wanted, so that sending an update twice leaves no second closing activity. */
    private static boolean stands(JsonNode row, JsonNode target) {
        return List.of(STATUS, REVENUE, DATE).stream()
                .allMatch(column -> ClosingWish.kind(column).same(target.path(column), row.path(column)));
    }

    private void bring(String id, ObjectNode target, String now) {
        List<Operation.Call> calls = new ArrayList<>();
        if (!now.equals("open")) {
            calls.add(open(id));
        }
        if (!Json.text(target, STATUS).equals("open")) {
            calls.add(closing(id, target).call());
        }
        if (!calls.isEmpty()) {
            CrmFault fault = api.batch(List.of(new Operation(calls))).getFirst();
            if (fault != null) {
                throw fault;
            }
        }
    }

    private static Operation.Call open(String id) {
        return new Operation.Call("PATCH", "opportunities(" + id + ")", UPDATE_ONLY, Json.text(RowCodec.state("0/1")));
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<String, JsonNode> rows = deals.read(
                wanted.stream().map(object -> ClosingWish.of(object).id()).toList());
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            WireRow wire = ClosingWish.of(object);
            JsonNode row = rows.get(wire.id());
            if (row != null
                    && (!ClosingWish.closes(wire) || !Json.text(row, STATUS).equals("open"))) {
                ObjectNode written = Json.object();
                wire.values().keySet().forEach(column -> written.set(column, row.path(column)));
                found.put(object.key(), List.of(Written.of(wire.id(), Json.text(written))));
            }
        }
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, JsonNode> rows =
                deals.read(expected.keySet().stream().map(RowReads::checked).toList());
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            JsonNode row = rows.get(id);
            results.add(
                    row == null
                            ? new ReadBack(id, false, List.of())
                            : ClosingWish.of(object).at(id).compared(row));
        });
        return results;
    }

    @Override
    public Optional<String> image(String crmId) {
        return deals.read(crmId).map(Closings::image);
    }

    private static String image(JsonNode row) {
        ObjectNode image = Json.object();
        List.of(STATUS, REVENUE, DATE).forEach(column -> image.set(column, row.path(column)));
        return Json.text(image);
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        Map<String, JsonNode> rows =
                deals.read(last.keySet().stream().map(RowReads::checked).toList());
        last.forEach((id, write) -> {
            JsonNode row = rows.get(id);
            if (row != null) {
                List<Written.Conflict> edits =
                        Edits.of(ClosingWish.of(write.object()), row, write.written(), List.of());
                standings.put(id, new Standing(image(row), edits));
            }
        });
        return standings;
    }

    /** Those that are closed. */
    @Override
    public Set<String> present(Collection<String> crmIds) {
        return deals.read(crmIds.stream().map(RowReads::checked).toList()).entrySet().stream()
                .filter(row -> !Json.text(row.getValue(), STATUS).equals("open"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void delete(String crmId) {
        CrmFault fault = deleteMany(List.of(crmId)).get(crmId);
        if (fault != null) {
            throw fault;
        }
    }

    /** Opens each again and removes its closing activities, in one transaction. */
    @Override
    public Map<String, CrmFault> deleteMany(Collection<String> crmIds) {
        List<String> ids = crmIds.stream().map(RowReads::checked).toList();
        Map<String, List<Operation.Call>> calls = new LinkedHashMap<>();
        deals.read(ids).forEach((id, row) -> {
            if (!Json.text(row, STATUS).equals("open")) {
                calls.computeIfAbsent(id, _ -> new ArrayList<>()).add(open(id));
            }
        });
        deals.activities(ids)
                .forEach((activity, opportunity) -> calls.computeIfAbsent(opportunity, _ -> new ArrayList<>())
                        .add(new Operation.Call("DELETE", "opportunitycloses(" + activity + ")", Map.of(), null)));
        Map<String, List<Operation>> removals = new LinkedHashMap<>();
        calls.forEach((id, members) -> removals.put(id, List.of(new Operation(members))));
        return batches.remove(removals);
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        JsonNode row = deals.read(crmId).orElseThrow(Closings::gone);
        Map<String, WireValue> values = new LinkedHashMap<>();
        Json.parseObject(beforeImage).forEachEntry((column, value) -> {
            values.put(column, new WireValue(column, value, ClosingWish.kind(column), true));
        });
        return update(
                ofClosing(ThreeWay.restore(new WireRow(RowType.OPPORTUNITY, crmId, values, null), row, lastWritten)));
    }
}
