package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates rows by the fewest calls: CreateMultiple where the table has it, else a batch of single creates. CreateMultiple
 * is all or nothing and does not say which row it refuses, so a refused call is halved until few rows are left, and those
 * are written one by one in a batch, which names the culprit. A row that exists is never overwritten here.
 *
 * <p>A web server may not know a new column for half a minute; since rows were checked against the live schema, its
 * refusal is waited out.
 */
final class RowWriter implements Gatherer.Bulk<Row, RowResult> {

    /** As few rows as are better written one by one than halved again. */
    private static final int FEW = 10;

    private static final int DAY = "2026-01-31".length();
    private static final Map<String, String> CREATE_ONLY = Map.of("If-None-Match", "*");
    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private final Patience patience;
    private final BulkTables bulk;
    private volatile boolean daysOnly;

    RowWriter(DynamicsApi api, DynamicsSettings settings, Patience patience, BulkTables bulk) {
        this.api = api;
        this.settings = settings;
        this.patience = patience;
        this.bulk = bulk;
    }

    @Override
    public String kind(Row row) {
        return row.type().word();
    }

    @Override
    public @Nullable String parent(Row row) {
        return row.parent();
    }

    @Override
    public int most(Row row) {
        return rowsPerCall(row.type());
    }

    @Override
    public List<RowResult> handle(List<Row> load) {
        return create(load);
    }

    @Override
    public RowResult abandoned() {
        return new RowResult.Failed(
                new CrmFault.OutcomeUnknown(Detail.of("abandoned", "the bulk call was given up"), null));
    }

    /** Rows of a type that go well into one call. */
    int rowsPerCall(RowType type) {
        return type.hasStates() || !bulk.has(type) ? settings.callsPerBatch() : settings.rowsPerCall();
    }

    /** Creates; one result for each row, in their order. */
    List<RowResult> create(List<Row> rows) {
        RowType type = rows.getFirst().type();
        if (rows.size() == 1 && rows.getFirst().state() == null) {
            return List.of(single(rows.getFirst()));
        }
        return type.hasStates() || rows.size() <= 2 || !bulk.has(type) ? batches(rows) : multiple(rows);
    }

    private List<RowResult> multiple(List<Row> rows) {
        RowType type = rows.getFirst().type();
        ArrayNode targets = Json.array();
        for (Row row : rows) {
            ObjectNode target = Json.object();
            target.put("@odata.type", "Microsoft.Dynamics.CRM." + type.table());
            target.put(type.id(), row.id());
            target.setAll(body(row));
            targets.add(target);
        }
        List<String> made = new ArrayList<>();
        CrmFault fault = patience.fault(() -> {
            made.clear();
            made.addAll(api.createMultiple(type.set(), targets));
        });
        return switch (fault) {
            case null -> underOurIds(rows, made);
            case CrmFault.Rejected refused when takesDaysOnly(refused, rows) -> multiple(rows);
            case CrmFault.Rejected refused -> divided(rows, refused);
            default -> Collections.nCopies(rows.size(), new RowResult.Failed(fault));
        };
    }

    /** An environment whose CreateMultiple gives ids of its own is of no use: its rows would be made again and again. */
    private List<RowResult> underOurIds(List<Row> rows, List<String> made) {
        Set<String> ours = rows.stream().map(Row::id).collect(Collectors.toSet());
        if (made.isEmpty() || ours.containsAll(made)) {
            return Collections.nCopies(rows.size(), new RowResult.Created());
        }
        RowType type = rows.getFirst().type();
        bulk.hasNot(type);
        api.batch(made.stream()
                .map(id -> Operation.of(new Operation.Call("DELETE", type.path(RowReads.checked(id)), Map.of(), null)))
                .toList());
        return batches(rows);
    }

    /** Whether creation dates were refused for their time of day, which nobody has told of before. */
    private boolean takesDaysOnly(CrmFault fault, List<Row> rows) {
        boolean learned = !daysOnly
                && fault.detail().code().equals("bad-date")
                && rows.stream().anyMatch(row -> row.body().has(RowCodec.CREATED));
        daysOnly |= learned;
        return learned;
    }

    private ObjectNode body(Row row) {
        String created = Json.text(row.body(), RowCodec.CREATED);
        return daysOnly && created.length() > DAY
                ? row.body().deepCopy().put(RowCodec.CREATED, created.substring(0, DAY))
                : row.body();
    }

    private List<RowResult> divided(List<Row> rows, CrmFault.Rejected refused) {
        String code = refused.detail().code();
        if (code.equals("bulk-unsupported")) {
            bulk.hasNot(rows.getFirst().type());
        }
        // Rows that exist are most likely all there, from a call whose answer was lost.
        if (rows.size() <= FEW || code.equals("exists") || code.equals("bulk-unsupported")) {
            return batches(rows);
        }
        List<RowResult> results = new ArrayList<>(multiple(rows.subList(0, rows.size() / 2)));
        results.addAll(multiple(rows.subList(rows.size() / 2, rows.size())));
        return results;
    }

    private List<RowResult> batches(List<Row> rows) {
        List<RowResult> results = new ArrayList<>(rows.size());
        int size = settings.callsPerBatch();
        for (int from = 0; from < rows.size(); from += size) {
            results.addAll(batch(rows.subList(from, Math.min(rows.size(), from + size))));
        }
        return results;
    }

    /** Parts that were rolled back for no fault of theirs go again, alone. */
    private List<RowResult> batch(List<Row> rows) {
        List<@Nullable CrmFault> faults;
        try {
            faults = api.batch(rows.stream().map(this::creation).toList());
        } catch (CrmFault fault) {
            return Collections.nCopies(rows.size(), new RowResult.Failed(fault));
        }
        List<RowResult> results = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            CrmFault fault = faults.get(i);
            boolean again = fault instanceof CrmFault.NotSent
                    || (fault != null && (Patience.lags(fault) || takesDaysOnly(fault, rows) || daysOnly(fault)));
            results.add(again ? alone(rows.get(i)) : result(fault));
        }
        return results;
    }

    private RowResult alone(Row row) {
        return row.state() == null
                ? single(row)
                : result(patience.fault(() -> {
                    CrmFault fault = api.batch(List.of(creation(row))).getFirst();
                    if (fault != null) {
                        throw fault;
                    }
                }));
    }

    private RowResult single(Row row) {
        CrmFault fault = patience.fault(() -> api.patch(row.type().path(row.id()), body(row), CREATE_ONLY));
        return fault != null && takesDaysOnly(fault, List.of(row)) ? single(row) : result(fault);
    }

    private boolean daysOnly(CrmFault fault) {
        return daysOnly && fault.detail().code().equals("bad-date");
    }

    private static RowResult result(@Nullable CrmFault fault) {
        if (fault == null) {
            return new RowResult.Created();
        }
        boolean existed =
                fault instanceof CrmFault.Rejected && fault.detail().code().equals("exists");
        return existed ? new RowResult.Existed() : new RowResult.Failed(fault);
    }

    private Operation creation(Row row) {
        String path = row.type().path(row.id());
        Operation.Call create = new Operation.Call("PATCH", path, CREATE_ONLY, Json.text(body(row)));
        String state = row.state();
        return state == null
                ? Operation.of(create)
                : new Operation(List.of(
                        create, new Operation.Call("PATCH", path, UPDATE_ONLY, Json.text(RowCodec.state(state)))));
    }
}
