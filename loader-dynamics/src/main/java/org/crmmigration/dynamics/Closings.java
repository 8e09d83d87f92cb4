package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The closing of an opportunity as won or lost, the last thing that happens to it. Its id is the opportunity's. Undoing it
 * opens the opportunity again and removes the closing activity.
 */
final class Closings implements TypedObjects {

    private static final String WORD = "opportunity_close";
    private static final String STATUS = "status";
    private static final String REVENUE = "actualvalue";
    private static final String DATE = "actualclosedate";
    private static final Map<String, String> SELECT =
            Map.of("$select", "opportunityid,statecode,statuscode,actualvalue,actualclosedate");
    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");
    private static final Map<String, String> STATES = Map.of("0", "open", "1", "won", "2", "lost");

    private final DynamicsApi api;

    Closings(DynamicsApi api) {
        this.api = api;
    }

    private static WireRow wire(ObjectToWrite object) {
        Map<String, WireValue> values = new LinkedHashMap<>();
        String status = ColumnWish.text(object, "status").toLowerCase(Locale.ROOT);
        if (!status.equals("won") && !status.equals("lost")) {
            throw RowBuilder.rejected("validation", "status", "is won or lost");
        }
        values.put(STATUS, new WireValue("status", RowCodec.text(status), Kind.TEXT, true));
        Value revenue = object.fields().get("revenue");
        if (revenue != null) {
            BigDecimal amount = amount(revenue);
            values.put(
                    REVENUE, new WireValue("revenue", JsonNodeFactory.instance.numberNode(amount), Kind.MONEY, true));
        }
        Value closed = object.fields().get("closed_at");
        if (closed != null) {
            values.put(DATE, new WireValue("closed_at", RowCodec.text(day(closed)), Kind.DAY, true));
        }
        return new WireRow(RowType.OPPORTUNITY, opportunity(object), values, null);
    }

    private static String opportunity(ObjectToWrite object) {
        if (object.fields().get("opportunity") instanceof Value.Reference(var target)) {
            return RowReads.checked(object.id(target));
        }
        throw RowBuilder.rejected("required", "opportunity", "is required");
    }

    private static BigDecimal amount(Value value) {
        return switch (value) {
            case Value.Money(var amount, var _) -> amount;
            case Value.Decimal(var number) -> number;
            case Value.Whole(var number) -> BigDecimal.valueOf(number);
            default -> throw RowBuilder.rejected("validation", "revenue", "takes an amount");
        };
    }

    private static String day(Value value) {
        return switch (value) {
            case Value.Day(var date) -> date.toString();
            case Value.Moment(var instant) ->
                instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
            default -> throw RowBuilder.rejected("validation", "closed_at", "takes a date");
        };
    }

    /** Closes an open opportunity. One that is closed already stays as it is if the state is the one wanted. */
    @Override
    public Written create(ObjectToWrite object) {
        WireRow wire = wire(object);
        JsonNode row = read(wire.id())
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the opportunity to close is gone")));
        if (!Json.text(row, STATUS).equals("open")) {
            UpdatePlan plan = ThreeWay.update(wire, row, null);
            return update(new UpdatePlan(
                    WORD, wire.id(), plan.patch(), plan.beforeImage(), plan.written(), plan.conflicts()));
        }
        Closing closing = closing(wire.id(), wire.canonical());
        try {
            api.post(closing.action(), closing.body(), Map.of());
        } catch (CrmFault.Rejected e) {
            if (!e.detail().code().equals("already-closed")) {
                throw wire.named(e);
            }
        }
        return Written.of(wire.id(), Json.text(wire.canonical()));
    }

    private static Closing closing(String id, JsonNode values) {
        boolean won = Json.text(values, STATUS).equals("won");
        return Closing.of(id, won, values.path(REVENUE), values.path(DATE), won ? "Won" : "Lost");
    }

    /** The opportunity with its state as a word; empty when it is gone. */
    private Optional<JsonNode> read(String id) {
        try {
            ObjectNode row = api.get("opportunities(" + RowReads.checked(id) + ")", SELECT, Map.of());
            row.put(STATUS, STATES.getOrDefault(Json.text(row, "statecode"), "open"));
            return Optional.of(row);
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireRow wire = wire(object);
        return read(crmId).map(row -> {
            UpdatePlan plan = ThreeWay.update(wire, row, lastWritten);
            return new UpdatePlan(WORD, crmId, plan.patch(), plan.beforeImage(), plan.written(), plan.conflicts());
        });
    }

    /** Opens and closes again in one transaction; what the patch leaves out stays as it was written. */
    @Override
    public Written update(UpdatePlan plan) {
        if (!plan.isEmpty()) {
            JsonNode row = read(plan.crmId()).orElse(Json.object());
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
                .allMatch(column -> kind(column).same(target.path(column), row.path(column)));
    }

    private static Kind kind(String column) {
        return switch (column) {
            case REVENUE -> Kind.MONEY;
            case DATE -> Kind.DAY;
            default -> Kind.TEXT;
        };
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
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            WireRow wire = wire(object);
            read(wire.id())
                    .filter(row -> !Json.text(row, STATUS).equals("open"))
                    .ifPresent(row -> {
                        ObjectNode written = Json.object();
                        wire.values().keySet().forEach(column -> written.set(column, row.path(column)));
                        found.put(object.key(), List.of(Written.of(wire.id(), Json.text(written))));
                    });
        }
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> results.add(
                read(id).map(row -> compared(id, wire(object), row)).orElse(new ReadBack(id, false, List.of()))));
        return results;
    }

    private static ReadBack compared(String id, WireRow wire, JsonNode row) {
        List<FieldCheck> checks = new ArrayList<>();
        wire.values().forEach((column, value) -> {
            Kind.Comparison comparison = value.kind().compare(value.value(), row.path(column));
            checks.add(new FieldCheck(value.logical(), comparison.verdict(), comparison.reason()));
        });
        return new ReadBack(id, true, checks);
    }

    @Override
    public Optional<String> image(String crmId) {
        return read(crmId).map(row -> {
            ObjectNode image = Json.object();
            List.of(STATUS, REVENUE, DATE).forEach(column -> image.set(column, row.path(column)));
            return Json.text(image);
        });
    }

    @Override
    public void delete(String crmId) {
        Optional<JsonNode> row = read(crmId);
        if (row.isEmpty()) {
            return;
        }
        if (!Json.text(row.get(), STATUS).equals("open")) {
            bring(crmId, Json.object().put(STATUS, "open"), Json.text(row.get(), STATUS));
        }
        Map<String, String> closes = Map.of("$select", "activityid", "$filter", "_opportunityid_value eq " + crmId);
        api.all("opportunitycloses", closes, Map.of())
                .forEach(close -> api.delete("opportunitycloses(" + Json.text(close, "activityid") + ")"));
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        JsonNode row =
                read(crmId).orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the opportunity is gone")));
        Map<String, WireValue> values = new LinkedHashMap<>();
        Json.parseObject(beforeImage).forEachEntry((column, value) -> {
            values.put(column, new WireValue(column, value, kind(column), true));
        });
        UpdatePlan plan = ThreeWay.restore(new WireRow(RowType.OPPORTUNITY, crmId, values, null), row, lastWritten);
        return update(new UpdatePlan(WORD, crmId, plan.patch(), plan.beforeImage(), plan.written(), plan.conflicts()));
    }
}
