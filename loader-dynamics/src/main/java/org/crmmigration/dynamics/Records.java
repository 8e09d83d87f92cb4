package org.crmmigration.dynamics;

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
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of one table under ids of ours. A create that meets its own row brings it up to date: all of it when nobody else
 * has touched the row, else only what is empty.
 */
final class Records implements TypedObjects {

    private static final Set<String> CLASHES = Set.of("duplicate-key", "version");

    /** Standard columns that only people fill. */
    private static final Set<String> PERSONS = Set.of(
            "telephone1",
            "mobilephone",
            "emailaddress1",
            "emailaddress2",
            "websiteurl",
            "jobtitle",
            "description",
            "location",
            "subject",
            "notetext",
            "address1_line1",
            "address1_line2",
            "address1_city",
            "address1_stateorprovince",
            "address1_postalcode",
            "address1_country");

    private final RowType type;
    private final LiveSchema schema;
    private final Names names;
    private final RowTypes types;
    private final Dependents dependents;
    private final Batches batches;
    private final RowWriter writer;
    private final Gatherer<Row, RowResult> creations;
    private final Gatherer<RowLooks.Look, RowLooks.Seen> looks;
    private final RowUpdates updates;
    private final OwnerQueue owners;
    private final RowReads reads;

    Records(RowType type, LiveSchema schema, Names names, Rows rows, OwnerQueue owners) {
        this.type = type;
        this.schema = schema;
        this.names = names;
        this.types = rows.types();
        this.dependents = new Dependents(rows.api());
        this.batches = rows.batches();
        this.writer = rows.writer();
        this.creations = rows.creations();
        this.looks = rows.looks();
        this.updates = new RowUpdates(type, rows.api(), rows.changes());
        this.owners = owners;
        this.reads = new RowReads(type, rows.api());
    }

    /** What all types write through. */
    record Rows(
            DynamicsApi api,
            Batches batches,
            RowTypes types,
            RowWriter writer,
            Gatherer<Row, RowResult> creations,
            Gatherer<RowChanges.Change, Optional<CrmFault>> changes,
            Gatherer<RowLooks.Look, RowLooks.Seen> looks) {}

    @Override
    public Written create(ObjectToWrite object) {
        WireRow wire = wire(object);
        return settled(wire, creations.handle(row(wire)));
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
            written.add(settled(wires.get(i), results.get(i)));
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

    private Written settled(WireRow wire, RowResult result) {
        return switch (result) {
            case RowResult.Created _ ->
                new Written(wire.id(), Json.text(wire.canonical()), wire.attributes(), List.of());
            case RowResult.Existed _ ->
                existing(
                        wire,
                        look(wire)
                                .orElseThrow(() -> new CrmFault.OutcomeUnknown(
                                        Detail.of("vanished", "a row that was said to exist is gone"), null)));
            case RowResult.Failed(var fault) ->
                existing(wire, mistaken(wire, fault).orElseThrow(() -> wire.named(fault)));
        };
    }

    /** The row, if the refusal only seems to be of a key: its own id is one too, and not all environments tell which. */
    private Optional<JsonNode> mistaken(WireRow wire, CrmFault fault) {
        return CLASHES.contains(fault.detail().code()) ? look(wire) : Optional.empty();
    }

    private Optional<JsonNode> look(WireRow wire) {
        return look(wire.id(), wire.values().keySet());
    }

    private Optional<JsonNode> look(String id, Set<String> columns) {
        RowLooks.Seen seen = looks.handle(new RowLooks.Look(type, id, columns));
        if (seen.fault() != null) {
            throw seen.fault();
        }
        return Optional.ofNullable(seen.row());
    }

    private Written existing(WireRow wire, JsonNode row) {
        UpdatePlan plan = onlyOurs(row) ? ThreeWay.overwrite(wire, row) : ThreeWay.update(wire, row, null);
        Written updated = updates.send(plan, row);
        return new Written(wire.id(), updated.written(), wire.attributes(), updated.conflicts());
    }

    private boolean onlyOurs(JsonNode row) {
        return schema.ours(Json.text(row, "_modifiedby_value")) && schema.ours(Json.text(row, "_createdby_value"));
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireRow wire = at(crmId, wire(object));
        return look(crmId, wire.values().keySet())
                .map(row -> updates.withState(ThreeWay.update(wire, row, lastWritten), row));
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
                found.put(object.key(), List.of(asWritten(id, wire(object), row)));
            }
        });
        return found;
    }

    /** What counts as written by us of a row that was found: what stands there, of options only those we want too. */
    private static Written asWritten(String id, WireRow wire, JsonNode row) {
        ObjectNode written = Json.object();
        wire.values().forEach((column, value) -> {
            JsonNode now = RowCodec.read(wire.type(), row, column);
            if (value.kind() == Kind.CHOICES) {
                Set<String> ours = new LinkedHashSet<>(Kind.options(now));
                ours.retainAll(Kind.options(value.value()));
                written.put(column, String.join(",", ours));
            } else if (!now.isMissingNode()) {
                written.set(column, now);
            }
        });
        return new Written(id, Json.text(written), wire.attributes(), List.of());
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, JsonNode> rows = reads.many(List.copyOf(expected.keySet()), columns(expected.values()));
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            JsonNode row = rows.get(id.toLowerCase(Locale.ROOT));
            results.add(row == null ? new ReadBack(id, false, List.of()) : compared(id, wire(object), row));
        });
        return results;
    }

    private static ReadBack compared(String id, WireRow wire, JsonNode row) {
        List<FieldCheck> checks = new ArrayList<>();
        wire.values().forEach((column, value) -> {
            Kind.Comparison comparison = value.kind().compare(value.value(), RowCodec.read(wire.type(), row, column));
            checks.add(new FieldCheck(value.logical(), comparison.verdict(), comparison.reason()));
        });
        return new ReadBack(id, true, checks);
    }

    private Set<String> columns(Collection<ObjectToWrite> objects) {
        Set<String> columns = new LinkedHashSet<>();
        objects.forEach(object -> columns.addAll(wire(object).values().keySet()));
        return columns;
    }

    @Override
    public Optional<String> image(String crmId) {
        Set<String> columns = allColumns();
        return look(crmId, columns).map(row -> image(row, columns));
    }

    private String image(JsonNode row, Set<String> columns) {
        ObjectNode image = Json.object();
        columns.forEach(column -> image.set(column, RowCodec.read(type, row, column)));
        return Json.text(image);
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, WireRow> wires = new LinkedHashMap<>();
        Set<String> imaged = allColumns();
        Set<String> columns = new LinkedHashSet<>(imaged);
        last.forEach((id, write) -> {
            WireRow wire = at(id, RowBuilder.build(type, write.object(), schema, names, types));
            wires.put(id, wire);
            columns.addAll(wire.values().keySet());
        });
        Map<String, JsonNode> rows = reads.many(List.copyOf(last.keySet()), columns);
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.forEach((id, write) -> {
            JsonNode row = rows.get(id.toLowerCase(Locale.ROOT));
            WireRow wire = wires.get(id);
            if (row != null && wire != null) {
                List<Conflict> edits = Edits.of(wire, row, write.written(), leftEmpty(row));
                standings.put(id, new Standing(image(row, imaged), edits));
            }
        });
        return standings;
    }

    /**
     * Columns where a value that is not ours is a person's. What appeared without anybody else touching the row was put there by
     * the environment itself, as was what processes keep.
     */
    private List<String> leftEmpty(JsonNode row) {
        return schema.ours(Json.text(row, "_modifiedby_value"))
                ? List.of()
                : schema.columns(type.table()).values().stream()
                        .filter(column -> column.writable().onUpdate())
                        .map(ColumnSchema::name)
                        .filter(name -> names.ours(name) || PERSONS.contains(name))
                        .sorted()
                        .toList();
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        Set<String> found = reads.many(List.copyOf(crmIds), Set.of()).keySet();
        return crmIds.stream()
                .filter(id -> found.contains(id.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> allColumns() {
        Set<String> columns = new LinkedHashSet<>();
        Map<String, ColumnSchema> live = schema.columns(type.table());
        type.columns().values().stream()
                .map(RowType.Column::name)
                .filter(name ->
                        live.containsKey(name) || type.lookups().containsKey(name) || name.equals(RowCodec.STATE))
                .forEach(columns::add);
        live.keySet().stream().filter(names::ours).sorted().forEach(columns::add);
        return columns;
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
        ObjectNode image = Json.parseObject(beforeImage);
        Map<String, WireValue> values = new LinkedHashMap<>();
        image.forEachEntry((column, value) -> values.put(column, new WireValue(column, value, kind(column), true)));
        WireRow before = new WireRow(type, crmId, values, null);
        JsonNode row = look(crmId, values.keySet())
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the row to restore is gone")));
        return updates.send(ThreeWay.restore(before, row, lastWritten), row);
    }

    private Kind kind(String column) {
        if (type.lookups().containsKey(column)) {
            return Kind.LOOKUP;
        }
        return column.equals(RowCodec.STATE)
                ? Kind.STATE
                : schema.column(type.table(), column).map(ColumnSchema::kind).orElse(Kind.TEXT);
    }

    private static WireRow at(String crmId, WireRow wire) {
        return new WireRow(wire.type(), crmId, wire.values(), wire.unmatchedOwner());
    }
}
