package org.crmmigration.dynamics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.match.Existing;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows of one table under ids of ours, or under those they had before we took them over. */
final class Records implements TypedObjects {

    private final RowType type;
    private final LiveSchema schema;
    private final Names names;
    private final RowTypes types;
    private final Dependents dependents;
    private final Batches batches;
    private final RowWriter writer;
    private final Gatherer<Row, RowResult> creations;
    private final RowUpdates updates;
    private final RowCreations made;
    private final RowImages images;
    private final OwnerQueue owners;
    private final RowReads reads;
    private final @Nullable Existing existing;

    Records(RowType type, LiveSchema schema, Names names, Rows rows, OwnerQueue owners) {
        this.type = type;
        this.schema = schema;
        this.names = names;
        this.types = rows.types();
        this.dependents = new Dependents(rows.api());
        this.batches = rows.batches();
        this.writer = rows.writer();
        this.creations = rows.creations();
        this.updates = new RowUpdates(type, rows.api(), rows.changes());
        this.made = new RowCreations(type, schema, rows.looks(), updates);
        this.images = new RowImages(type, schema, names);
        this.owners = owners;
        this.reads = new RowReads(type, rows.api());
        this.existing = ExistingRows.knows(type)
                ? new Existing(new ExistingRows(type, rows.api(), schema, names), rows.clock())
                : null;
    }

    /** What all types write through. */
    record Rows(
            DynamicsApi api,
            Batches batches,
            RowTypes types,
            RowWriter writer,
            Gatherer<Row, RowResult> creations,
            Gatherer<RowChanges.Change, Optional<CrmFault>> changes,
            Gatherer<RowLooks.Look, RowLooks.Seen> looks,
            Clock clock) {}

    @Override
    public Written create(ObjectToWrite object) {
        WireRow wire = wire(object);
        return created(object, wire, creations.handle(row(wire)));
    }

    private Written created(ObjectToWrite object, WireRow wire, RowResult result) {
        Written written = made.settled(wire, result);
        return existing == null ? written : existing.noted(object, written);
    }

    /**
     * Creates many.
     *
     * @throws CrmFault of the first row that failed; the others may exist then, and repeating all is safe
     */
    @Override
    public List<Written> createMany(List<ObjectToWrite> objects) {
        List<WireRow> wires = objects.stream().map(this::wire).toList();
        List<RowResult> results = writer.create(wires.stream().map(this::row).toList());
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            written.add(created(objects.get(i), wires.get(i), results.get(i)));
        }
        return written;
    }

    private WireRow wire(ObjectToWrite object) {
        WireRow wire = RowBuilder.build(type, object, schema, names, types);
        owners.met(wire.unmatchedOwner());
        return wire;
    }

    private Row row(WireRow wire) {
        return new Row(type, wire.id(), wire.creation(), wire.state(), wire.parent());
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireRow wire = wire(object).at(crmId);
        return made.look(crmId, wire.values().keySet())
                .map(row -> updates.withState(ThreeWay.update(wire, row, lastWritten, MatchRules.of(object)), row));
    }

    @Override
    public boolean isThere(ObjectToWrite object) {
        return claim(object).isPresent();
    }

    @Override
    public Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        return claim(object).flatMap(id -> {
            WireRow wire = wire(object).at(id);
            return made.look(id, wire.values().keySet())
                    .map(row -> updates.withState(ThreeWay.adopt(wire, row, MatchRules.of(object)), row));
        });
    }

    /** A row under the object's own id is ours: made before an interruption, and not to be taken over. */
    private Optional<String> claim(ObjectToWrite object) {
        return existing == null
                ? Optional.empty()
                : existing.claim(object).filter(id -> !id.equals(OwnIds.of(type.table(), object.migrationKey())));
    }

    @Override
    public Written update(UpdatePlan plan) {
        return updates.send(plan);
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<String, ObjectToWrite> byId = new LinkedHashMap<>();
        wanted.forEach(object -> byId.put(OwnIds.of(type.table(), object.migrationKey()), object));
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        reads.many(List.copyOf(byId.keySet()), columns(wanted)).forEach((id, row) -> {
            ObjectToWrite object = byId.get(id);
            if (object != null) {
                found.put(object.key(), List.of(wire(object).at(id).standing(row)));
            }
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, JsonNode> rows = reads.many(List.copyOf(expected.keySet()), columns(expected.values()));
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            JsonNode row = rows.get(id.toLowerCase(Locale.ROOT));
            results.add(
                    row == null
                            ? new ReadBack(id, false, List.of())
                            : wire(object).at(id).compared(row));
        });
        return results;
    }

    private Set<String> columns(Collection<ObjectToWrite> objects) {
        Set<String> columns = new LinkedHashSet<>();
        objects.forEach(object -> columns.addAll(wire(object).values().keySet()));
        return columns;
    }

    @Override
    public Optional<String> image(String crmId) {
        Set<String> columns = images.columns();
        return made.look(crmId, columns).map(row -> images.of(row, columns));
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, WireRow> wires = new LinkedHashMap<>();
        Set<String> imaged = images.columns();
        Set<String> columns = new LinkedHashSet<>(imaged);
        last.forEach((id, write) -> {
            WireRow wire =
                    RowBuilder.build(type, write.object(), schema, names, types).at(id);
            wires.put(id, wire);
            columns.addAll(wire.values().keySet());
        });
        Map<String, JsonNode> rows = reads.many(List.copyOf(last.keySet()), columns);
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.forEach((id, write) -> {
            JsonNode row = rows.get(id.toLowerCase(Locale.ROOT));
            WireRow wire = wires.get(id);
            if (row != null && wire != null) {
                List<Conflict> edits = Edits.of(wire, row, write.written(), images.persons(row));
                standings.put(id, new Standing(images.of(row, imaged), edits));
            }
        });
        return standings;
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        Set<String> found = reads.many(List.copyOf(crmIds), Set.of()).keySet();
        return crmIds.stream()
                .filter(id -> found.contains(id.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void delete(String crmId) {
        CrmFault fault = deleteMany(List.of(crmId)).get(crmId);
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public Map<String, CrmFault> deleteMany(Collection<String> crmIds) {
        List<String> ids = crmIds.stream().map(RowReads::checked).toList();
        Map<String, CrmFault> faults = new LinkedHashMap<>(dependents.of(type, ids));
        Map<String, List<Operation>> removals = new LinkedHashMap<>();
        ids.stream()
                .filter(id -> !faults.containsKey(id))
                .forEach(id -> removals.put(
                        id, List.of(Operation.of(new Operation.Call("DELETE", type.path(id), Map.of(), null)))));
        faults.putAll(batches.remove(removals));
        return faults;
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        WireRow before = images.row(crmId, beforeImage);
        JsonNode row = made.look(crmId, before.values().keySet())
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the row to restore is gone")));
        return updates.send(ThreeWay.restore(before, row, lastWritten), row);
    }
}
