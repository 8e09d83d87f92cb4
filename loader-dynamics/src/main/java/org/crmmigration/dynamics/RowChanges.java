package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.dynamics.RowChanges.Change;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes rows by the fewest calls: UpdateMultiple where the table has it, else a batch of single changes; a refused
 * UpdateMultiple is halved like a refused creation. Never makes a row that is gone, as an upsert would. Each change ends in
 * its fault, or none.
 */
final class RowChanges implements Gatherer.Bulk<Change, Optional<CrmFault>> {

    private static final int FEW = 10;
    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private final Patience patience;
    private final BulkTables bulk;
    private final Batches batches;

    RowChanges(DynamicsApi api, DynamicsSettings settings, Patience patience, BulkTables bulk, Batches batches) {
        this.api = api;
        this.settings = settings;
        this.patience = patience;
        this.bulk = bulk;
        this.batches = batches;
    }

    /** A row and what is to change in it. */
    record Change(RowType type, String id, ObjectNode body) {}

    @Override
    public String kind(Change change) {
        return change.type().word();
    }

    @Override
    public @Nullable String parent(Change change) {
        return null;
    }

    @Override
    public int most(Change change) {
        return bulk.updates(change.type()) ? settings.rowsPerCall() : settings.callsPerBatch();
    }

    @Override
    public Optional<CrmFault> abandoned() {
        return Optional.of(new CrmFault.OutcomeUnknown(Detail.of("abandoned", "the bulk call was given up"), null));
    }

    @Override
    public List<Optional<CrmFault>> handle(List<Change> load) {
        if (load.size() == 1) {
            return List.of(single(load.getFirst()));
        }
        return load.size() <= 2 || !bulk.updates(load.getFirst().type()) ? batches(load) : multiple(load);
    }

    private Optional<CrmFault> single(Change change) {
        return Optional.ofNullable(patience.fault(
                () -> api.patch(change.type().path(RowReads.checked(change.id())), change.body(), UPDATE_ONLY)));
    }

    private List<Optional<CrmFault>> multiple(List<Change> load) {
        RowType type = load.getFirst().type();
        ArrayNode targets = Json.array();
        for (Change change : load) {
            ObjectNode target = Json.object();
            target.put("@odata.type", "Microsoft.Dynamics.CRM." + type.table());
            target.put(type.id(), RowReads.checked(change.id()));
            target.setAll(change.body());
            targets.add(target);
        }
        CrmFault fault = patience.fault(() -> api.updateMultiple(type.set(), targets));
        return fault instanceof CrmFault.Rejected refused
                ? divided(load, refused)
                : Collections.nCopies(load.size(), Optional.ofNullable(fault));
    }

    private List<Optional<CrmFault>> divided(List<Change> load, CrmFault.Rejected refused) {
        boolean unsupported = refused.detail().code().equals("bulk-unsupported");
        if (unsupported) {
            bulk.updatesNot(load.getFirst().type());
        }
        if (unsupported || load.size() <= FEW) {
            return batches(load);
        }
        List<Optional<CrmFault>> results = new ArrayList<>(multiple(load.subList(0, load.size() / 2)));
        results.addAll(multiple(load.subList(load.size() / 2, load.size())));
        return results;
    }

    private List<Optional<CrmFault>> batches(List<Change> load) {
        List<Operation> operations = load.stream()
                .map(change -> Operation.of(new Operation.Call(
                        "PATCH",
                        change.type().path(RowReads.checked(change.id())),
                        UPDATE_ONLY,
                        Json.text(change.body()))))
                .toList();
        return batches.each(operations).stream().map(Optional::ofNullable).toList();
    }
}
