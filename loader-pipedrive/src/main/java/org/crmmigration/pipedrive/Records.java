package org.crmmigration.pipedrive;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.match.Existing;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** People, organizations, deals, activities, notes; and pipelines and stages but for how those are found. */
final class Records implements TypedObjects {

    private final Endpoint endpoint;
    private final Columns columns;
    private final PipedriveApi api;
    private final AccountSchema schema;
    private final OwnerQueue owners;
    private final RecordReads reads;
    private final Floor floor;
    private final RecordWrites writes;
    private final @Nullable Existing existing;

    Records(
            Endpoint endpoint,
            Columns columns,
            PipedriveApi api,
            AccountSchema schema,
            OwnerQueue owners,
            Clock clock) {
        this.endpoint = endpoint;
        this.columns = columns;
        this.api = api;
        this.schema = schema;
        this.owners = owners;
        this.reads = new RecordReads(endpoint, api);
        this.floor = new Floor(() -> reads.newest());
        this.writes = new RecordWrites(endpoint, columns.entity(), api, schema, floor);
        Entity entity = columns.entity();
        this.existing = entity == null ? null : new Existing(new ExistingRecords(endpoint, entity, api, schema), clock);
    }

    RecordReads reads() {
        return reads;
    }

    WireObject wire(ObjectToWrite object) {
        return columns.write(object, schema.now(), schema::campaigns);
    }

    private WireObject toWrite(ObjectToWrite object) {
        WireObject wire = wire(object);
        owners.met(wire.unmatchedOwner());
        Value choice = object.fields().getOrDefault(Columns.OWNER_UNMATCHED, Value.NOTHING);
        if (wire.unmatchedOwner() != null && ValueText.readable(choice).equals("park")) {
            throw new CrmFault.Park(new Detail(
                    "owner-unmatched",
                    "its owner is no active user of the account; add the user, or hand over with migrate owners, then retry",
                    null,
                    null,
                    "owner"));
        }
        return wire;
    }

    /** For comparing only: what an object refers to need not be there. */
    private WireObject expected(ObjectToWrite object) {
        try {
            return columns.look(object, schema.now(), schema::campaigns);
        } catch (CrmFault.Rejected e) {
            return WireObject.impossible(e);
        }
    }

    @Override
    public Written create(ObjectToWrite object) {
        Written written = writes.create(toWrite(object));
        return existing == null ? written : existing.noted(object, written);
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        WireObject wire = toWrite(object);
        return reads.one(crmId, wire.includes())
                .map(current ->
                        ThreeWay.update(endpoint.type(), crmId, wire, current, lastWritten, MatchRules.of(object)));
    }

    @Override
    public Optional<UpdatePlan> planAdoption(ObjectToWrite object) {
        if (existing == null) {
            return Optional.empty();
        }
        return existing.claim(object).flatMap(id -> {
            WireObject wire = toWrite(object);
            return reads.one(id, wire.includes())
                    .map(current -> ThreeWay.adopt(endpoint.type(), id, wire, current, MatchRules.of(object)));
        });
    }

    @Override
    public Written update(UpdatePlan plan) {
        return writes.update(plan);
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String searchFloor) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        Map<String, ObjectToWrite> byKey = new LinkedHashMap<>();
        wanted.forEach(object -> byKey.put(object.migrationKey(), object));
        Map<String, String> idToKey = reads.carriers(keyPlace(wanted.iterator().next()), byKey.keySet(), searchFloor);
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        reads.many(List.copyOf(idToKey.keySet()), Map.of()).forEach((id, current) -> {
            ObjectToWrite object = byKey.get(idToKey.get(id));
            if (object != null) {
                found.computeIfAbsent(object.key(), key -> new ArrayList<>()).add(adopted(id, object, current));
            }
        });
        return found;
    }

    /** The place of the migration key: a custom field, or the text it is the last line of. */
    private String keyPlace(ObjectToWrite any) {
        Entity entity = columns.entity();
        if (entity != null) {
            return Wire.custom(MigrationKey.fieldCode(entity, any, schema.now()));
        }
        return endpoint.keyText();
    }

    Written adopted(String id, ObjectToWrite object, JsonNode current) {
        WireObject wire = wire(object);
        return new Written(id, Json.text(wire.adopted(current)), wire.attributes(), List.of());
    }

    @Override
    public String floor() {
        return floor.get();
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, WireObject> wires = new LinkedHashMap<>();
        Map<String, String> includes = new LinkedHashMap<>();
        expected.forEach((id, object) -> {
            WireObject wire = expected(object);
            includes.putAll(wire.includes());
            wires.put(id, wire);
        });
        Map<String, JsonNode> current = reads.many(List.copyOf(wires.keySet()), includes);
        return wires.entrySet().stream()
                .map(entry -> Comparisons.readBack(entry.getKey(), entry.getValue(), current.get(entry.getKey())))
                .toList();
    }

    @Override
    public Optional<String> image(String crmId) {
        return reads.one(crmId, Map.of()).map(this::image);
    }

    private String image(JsonNode current) {
        ObjectNode image = Json.object();
        for (String path : Wire.paths(current)) {
            if (endpoint.places().containsKey(path) || !Wire.code(path).isEmpty()) {
                image.set(path, Wire.at(current, path));
            }
        }
        return Json.text(image);
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, WireObject> wires = new LinkedHashMap<>();
        Map<String, String> includes = new LinkedHashMap<>();
        last.forEach((id, write) -> {
            WireObject wire = expected(write.object());
            includes.putAll(wire.includes());
            wires.put(id, wire);
        });
        Map<String, Standing> standings = new LinkedHashMap<>();
        reads.many(List.copyOf(last.keySet()), includes).forEach((id, current) -> {
            Standing.LastWrite write = last.get(id);
            WireObject wire = wires.get(id);
            if (write != null && wire != null) {
                standings.put(id, new Standing(image(current), Edits.of(wire, current, write.written())));
            }
        });
        return standings;
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        return reads.many(List.copyOf(crmIds), Map.of()).keySet();
    }

    @Override
    public void delete(String crmId) {
        api.delete(endpoint.one(), crmId, null);
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        JsonNode current = reads.one(crmId, Map.of())
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the object to restore is gone")));
        WireObject before = new BeforeImage(endpoint, columns.entity(), schema.now()).wire(beforeImage);
        return update(ThreeWay.restore(endpoint.type(), crmId, before, current, lastWritten));
    }
}
