package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends updates. A closed opportunity and a completed activity take no change, nor do the lines of a closed opportunity:
 * they are opened, changed and closed again as they were, in one transaction. Whether a row itself needs that travels in
 * the plan, so that sending it needs no second look; of a line the refusal tells.
 */
final class RowUpdates {

    /** Member of a patch that is no column: how the row is closed now. */
    private static final String CLOSED = "~closed";

    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");

    private final RowType type;
    private final DynamicsApi api;
    private final Gatherer<RowChanges.Change, Optional<CrmFault>> changes;

    RowUpdates(RowType type, DynamicsApi api, Gatherer<RowChanges.Change, Optional<CrmFault>> changes) {
        this.type = type;
        this.api = api;
        this.changes = changes;
    }

    /** The plan with what is needed to send it, if anything is sent. */
    UpdatePlan withState(UpdatePlan plan, JsonNode row) {
        String state = Json.text(row, RowCodec.STATE);
        boolean lockable = type.hasStates() || type.isOpportunity();
        if (plan.isEmpty() || !lockable || state.isEmpty() || state.equals("0")) {
            return plan;
        }
        ObjectNode patch = Json.parseObject(plan.patch());
        patch.set(CLOSED, closed(type, row));
        return new UpdatePlan(
                plan.objectType(),
                plan.crmId(),
                Json.text(patch),
                plan.beforeImage(),
                plan.written(),
                plan.conflicts());
    }

    Written send(UpdatePlan plan, JsonNode row) {
        return send(withState(plan, row));
    }

    Written send(UpdatePlan plan) {
        ObjectNode patch = Json.parseObject(plan.patch());
        if (!patch.isEmpty()) {
            String path = type.path(RowReads.checked(plan.crmId()));
            List<Operation.Call> calls = calls(path, plan.crmId(), patch);
            CrmFault fault = calls.size() == 1
                    ? alone(plan.crmId(), calls.getFirst())
                    : api.batch(List.of(new Operation(calls))).getFirst();
            if (fault != null) {
                throw fault;
            }
        }
        return new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts());
    }

    private @Nullable CrmFault alone(String id, Operation.Call call) {
        ObjectNode body = Json.parseObject(String.valueOf(call.body()));
        CrmFault fault = changes.handle(new RowChanges.Change(type, id, body)).orElse(null);
        boolean closed = fault != null && fault.detail().code().equals("already-closed");
        return closed && type.equals(RowType.LINE) ? withinOpened(id, call) : fault;
    }

    /** Changes a line of a closed opportunity. */
    private @Nullable CrmFault withinOpened(String id, Operation.Call call) {
        String opportunity = new RowReads(type, api)
                .one(id, List.of("opportunityid"))
                .map(row -> Json.text(row, "_opportunityid_value"))
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the line is gone")));
        ObjectNode closed = new RowReads(RowType.OPPORTUNITY, api)
                .one(opportunity, List.of())
                .map(row -> closed(RowType.OPPORTUNITY, row))
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the opportunity is gone")));
        return api.batch(List.of(new Operation(List.of(
                        call(RowType.OPPORTUNITY.path(opportunity), RowCodec.state("0/1")),
                        call,
                        Closing.again(opportunity, closed).call()))))
                .getFirst();
    }

    private static ObjectNode closed(RowType type, JsonNode row) {
        ObjectNode closed = Json.object();
        closed.set("state", RowCodec.read(type, row, RowCodec.STATE));
        closed.set("revenue", row.path("actualvalue"));
        closed.set("date", row.path("actualclosedate"));
        return closed;
    }

    private List<Operation.Call> calls(String path, String id, ObjectNode patch) {
        JsonNode closed = patch.remove(CLOSED);
        JsonNode target = patch.path(RowCodec.STATE);
        ObjectNode body = RowCodec.body(type, patch);
        List<Operation.Call> calls = new ArrayList<>();
        if (closed != null) {
            calls.add(call(path, RowCodec.state("0/1")));
        }
        if (!body.isEmpty()) {
            calls.add(call(path, body));
        }
        if (type.isOpportunity() && closed != null) {
            calls.add(Closing.again(id, closed).call());
        } else if (target.isString() && !(target.asString().startsWith("0/") && closed != null)) {
            calls.add(call(path, RowCodec.state(target.asString())));
        } else if (target.isMissingNode() && closed != null) {
            calls.add(call(path, RowCodec.state(Json.text(closed, "state"))));
        }
        return calls;
    }

    private static Operation.Call call(String path, ObjectNode body) {
        return new Operation.Call("PATCH", path, UPDATE_ONLY, Json.text(body));
    }
}
