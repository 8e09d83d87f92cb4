package org.crmmigration.contract.plain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plain CRM's client. The object type says how a create is kept from happening twice: {@value #OWN_ID} by an id of
 * ours, {@value #NATURAL_UPSERT} by the CRM's unique key, every other by the journal. An object is one text; its wire
 * value is {@code {"text": ...}}.
 */
public final class PlainClient implements CrmClient {

    /** Objects with an id derived from the migration key. */
    public static final String OWN_ID = "own";

    /** Objects the CRM upserts by the migration key. */
    public static final String NATURAL_UPSERT = "unique";

    /** Objects the CRM creates anew with every call. */
    public static final String JOURNAL = "plain";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiTransport transport;
    private final int parallelism;

    PlainClient(ApiTransport transport, int parallelism) {
        this.transport = transport;
        this.parallelism = parallelism;
    }

    private record Found(String id, String key, String text) {
        static Found of(String line) {
            String[] parts = line.split("\t", -1);
            return new Found(parts[0], parts[1], parts[2]);
        }

        Written written() {
            return Written.of(id, wire(text));
        }
    }

    /** The text of an object with these fields. */
    public static String text(Map<String, ?> fields) {
        return new TreeMap<>(fields).toString();
    }

    @Override
    public CrmCapabilities capabilities() {
        return new CrmCapabilities(
                Map.of(OWN_ID, Strategy.OWN_ID, NATURAL_UPSERT, Strategy.NATURAL_UPSERT),
                Map.of(),
                Map.of(),
                Set.of(),
                parallelism);
    }

    @Override
    public void refreshSchema() {
        // rows have no schema
    }

    @Override
    public Written create(ObjectToWrite object) {
        String type = object.key().objectType();
        String key = object.migrationKey();
        String text = wanted(object);
        ApiRequest request = switch (type) {
            case OWN_ID -> put(type, ownId(key), key + "\n" + text);
            case NATURAL_UPSERT ->
                new ApiRequest(
                        "PUT", "/{type}/by-key/{key}", "/" + type + "/by-key/" + key, Map.of(), Map.of(), text, true);
            default -> new ApiRequest("POST", "/{type}", "/" + type, Map.of(), Map.of(), key + "\n" + text, false);
        };
        return Found.of(transport.send(request).body()).written();
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        String type = object.key().objectType();
        return one(type, crmId).map(found -> {
            String now = wire(found.text());
            String wanted = wire(wanted(object));
            boolean edited = lastWritten != null && !now.equals(lastWritten) && !now.equals(wanted);
            return edited || now.equals(wanted)
                    ? new UpdatePlan(type, crmId, "{}", "{}", now, conflicts(edited))
                    : new UpdatePlan(type, crmId, wanted, now, wanted, List.of());
        });
    }

    @Override
    public Written update(UpdatePlan plan) {
        return write(plan.objectType(), plan.crmId(), plan.patch());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(
            String objectType, Collection<ObjectToWrite> wanted, @Nullable String floor) {
        Map<String, ObjectKey> keys =
                wanted.stream().collect(Collectors.toMap(ObjectToWrite::migrationKey, ObjectToWrite::key));
        Map<ObjectKey, List<Written>> found = new HashMap<>();
        list(objectType, floor).lines().skip(1).map(Found::of).forEach(row -> {
            ObjectKey key = keys.get(row.key());
            if (key != null) {
                found.computeIfAbsent(key, _ -> new ArrayList<>()).add(row.written());
            }
        });
        return found;
    }

    @Override
    public @Nullable String floor(String objectType) {
        return list(objectType, Long.toString(Long.MAX_VALUE))
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<ReadBack> readBack(String objectType, Map<String, ObjectToWrite> expected) {
        return expected.entrySet().stream()
                .map(entry -> one(objectType, entry.getKey())
                        .map(found -> compare(found, entry.getValue()))
                        .orElseGet(() -> new ReadBack(entry.getKey(), false, List.of())))
                .toList();
    }

    @Override
    public Optional<String> image(String objectType, String crmId) {
        return one(objectType, crmId).map(found -> wire(found.text()));
    }

    @Override
    public void delete(String objectType, String crmId) {
        var _ = transport.send(
                new ApiRequest("DELETE", "/{type}/{id}", path(objectType, crmId), Map.of(), Map.of(), null, true));
    }

    @Override
    public Written restore(String objectType, String crmId, String beforeImage, @Nullable String lastWritten) {
        return write(objectType, crmId, beforeImage);
    }

    private static List<Written.Conflict> conflicts(boolean edited) {
        return edited ? List.of(new Written.Conflict("text")) : List.of();
    }

    private static ReadBack compare(Found found, ObjectToWrite expected) {
        Verdict verdict = found.text().equals(wanted(expected)) ? Verdict.EQUAL : Verdict.DIFFERENT;
        return new ReadBack(found.id(), true, List.of(new FieldCheck("text", verdict, "")));
    }

    private Written write(String type, String id, String wire) {
        String text = JSON.readTree(wire).get("text").asString();
        return Found.of(transport.send(put(type, id, id + "\n" + text)).body()).written();
    }

    private static ApiRequest put(String type, String id, String body) {
        return new ApiRequest("PUT", "/{type}/{id}", path(type, id), Map.of(), Map.of(), body, true);
    }

    private Optional<Found> one(String type, String id) {
        try {
            ApiRequest request = ApiRequest.get("/{type}/{id}", path(type, id), Map.of());
            return Optional.of(Found.of(transport.send(request).body()));
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String list(String type, @Nullable String above) {
        Map<String, String> query = above == null ? Map.of() : Map.of("above", above);
        return transport.send(ApiRequest.get("/{type}", "/" + type, query)).body();
    }

    private static String path(String type, String id) {
        return "/" + type + "/" + id;
    }

    private static String ownId(String key) {
        return "id-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String wanted(ObjectToWrite object) {
        return text(object.fields());
    }

    private static String wire(String text) {
        return JSON.writeValueAsString(Map.of("text", text));
    }
}
