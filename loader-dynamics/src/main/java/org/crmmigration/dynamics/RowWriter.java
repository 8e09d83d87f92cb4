package org.crmmigration.dynamics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.port.CrmFault;
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
final class RowWriter {

    /** As few rows as are better written one by one than halved again. */
    private static final int FEW = 10;

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Map<String, String> CREATE_ONLY = Map.of("If-None-Match", "*");
    private static final Map<String, String> UPDATE_ONLY = Map.of("If-Match", "*");

    private final DynamicsApi api;
    private final DynamicsSettings settings;
    private final Consumer<Duration> sleeper;
    private final Map<String, Boolean> bulk = new ConcurrentHashMap<>();

    RowWriter(DynamicsApi api, DynamicsSettings settings, Consumer<Duration> sleeper) {
        this.api = api;
        this.settings = settings;
        this.sleeper = sleeper;
    }

    /** Rows of a type that go well into one call. */
    int rowsPerCall(RowType type) {
        return type.hasStates() || !hasBulk(type) ? settings.callsPerBatch() : settings.rowsPerCall();
    }

    /** Creates; one result for each row, in their order. */
    List<RowResult> create(List<Row> rows) {
        RowType type = rows.getFirst().type();
        if (rows.size() == 1 && rows.getFirst().state() == null) {
            return List.of(single(rows.getFirst()));
        }
        return type.hasStates() || rows.size() <= 2 || !hasBulk(type) ? batches(rows) : multiple(rows);
    }

    private List<RowResult> multiple(List<Row> rows) {
        RowType type = rows.getFirst().type();
        ArrayNode targets = Json.array();
        for (Row row : rows) {
            ObjectNode target = Json.object();
            target.put("@odata.type", "Microsoft.Dynamics.CRM." + type.table());
            target.put(type.id(), row.id());
            target.setAll(row.body());
            targets.add(target);
        }
        CrmFault fault = patiently(() -> api.createMultiple(type.set(), targets));
        return switch (fault) {
            case null -> Collections.nCopies(rows.size(), new RowResult.Created());
            case CrmFault.Rejected refused -> divided(rows, refused);
            default -> Collections.nCopies(rows.size(), new RowResult.Failed(fault));
        };
    }

    private List<RowResult> divided(List<Row> rows, CrmFault.Rejected refused) {
        String code = refused.detail().code();
        if (code.equals("bulk-unsupported")) {
            bulk.put(rows.getFirst().type().table(), false);
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
            faults = api.batch(rows.stream().map(RowWriter::creation).toList());
        } catch (CrmFault fault) {
            return Collections.nCopies(rows.size(), new RowResult.Failed(fault));
        }
        List<RowResult> results = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            CrmFault fault = faults.get(i);
            boolean again = fault instanceof CrmFault.NotSent || (fault != null && lags(fault));
            results.add(again ? alone(rows.get(i)) : result(fault));
        }
        return results;
    }

    private RowResult alone(Row row) {
        return row.state() == null
                ? single(row)
                : result(patiently(() -> {
                    CrmFault fault = api.batch(List.of(creation(row))).getFirst();
                    if (fault != null) {
                        throw fault;
                    }
                }));
    }

    private RowResult single(Row row) {
        return result(patiently(() -> api.patch(row.type().path(row.id()), row.body(), CREATE_ONLY)));
    }

    private static RowResult result(@Nullable CrmFault fault) {
        if (fault == null) {
            return new RowResult.Created();
        }
        boolean existed =
                fault instanceof CrmFault.Rejected && fault.detail().code().equals("exists");
        return existed ? new RowResult.Existed() : new RowResult.Failed(fault);
    }

    private static Operation creation(Row row) {
        String path = row.type().path(row.id());
        Operation.Call create = new Operation.Call("PATCH", path, CREATE_ONLY, Json.text(row.body()));
        String state = row.state();
        return state == null
                ? Operation.of(create)
                : new Operation(List.of(
                        create, new Operation.Call("PATCH", path, UPDATE_ONLY, Json.text(RowCodec.state(state)))));
    }

    /** The fault of a call, once neither a lagging web server nor a rollback is to blame; null when it succeeded. */
    private @Nullable CrmFault patiently(Runnable call) {
        for (int attempt = 0; ; attempt++) {
            try {
                call.run();
                return null;
            } catch (CrmFault fault) {
                boolean again = fault instanceof CrmFault.NotSent || lags(fault);
                if (!again || attempt == PAUSES.size()) {
                    return fault;
                }
                sleeper.accept(PAUSES.get(attempt));
            }
        }
    }

    private static boolean lags(CrmFault fault) {
        String code = fault.detail().code();
        return code.equals("unknown-column") || code.equals("unknown-table");
    }

    private boolean hasBulk(RowType type) {
        return bulk.computeIfAbsent(type.table(), this::probe);
    }

    /** Asked of the environment, since documents contradict each other on which tables have bulk messages. */
    private boolean probe(String table) {
        Map<String, String> query = Map.of(
                "$select",
                "sdkmessagefilterid",
                "$filter",
                "sdkmessageid/name eq 'CreateMultiple' and primaryobjecttypecode eq '" + table + "'");
        try {
            return !api.all("sdkmessagefilters", query, Map.of()).isEmpty();
        } catch (CrmFault.Rejected e) {
            return false;
        }
    }
}
