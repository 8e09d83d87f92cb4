package org.crmmigration.loader;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.port.CrmCapabilities;
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

/** The client of {@link FakeCrm}: an object is one text, wire values are {@code {"text": ...}}. */
final class FakeClient implements CrmClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiTransport transport;

    FakeClient(ApiTransport transport) {
        this.transport = transport;
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

    @Override
    public CrmCapabilities capabilities() {
        return new CrmCapabilities(Map.of(), Map.of(), Map.of("person", 10), Set.of(), 4);
    }

    @Override
    public void refreshSchema() {
        list("schema", null);
    }

    @Override
    public Written create(ObjectToWrite object) {
        String body = object.migrationKey() + "\n" + wanted(object);
        ApiRequest request =
                new ApiRequest("POST", "/{type}", "/" + object.key().objectType(), Map.of(), Map.of(), body, false);
        return Found.of(transport.send(request).body()).written();
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        String type = object.key().objectType();
        return one(type, crmId).map(found -> {
            String now = wire(found.text());
            boolean edited = lastWritten != null && !now.equals(lastWritten);
            boolean asWanted = now.equals(wire(wanted(object)));
            return asWanted || edited
                    ? new UpdatePlan(
                            type, crmId, "{}", "{}", now, asWanted ? List.of() : List.of(new Written.Conflict("text")))
                    : new UpdatePlan(type, crmId, wire(wanted(object)), now, wire(wanted(object)), List.of());
        });
    }

    @Override
    public Written update(UpdatePlan plan) {
        return put(plan.objectType(), plan.crmId(), plan.patch());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(
            String objectType, Collection<ObjectToWrite> wanted, @Nullable String floor) {
        Map<String, ObjectKey> keys =
                wanted.stream().collect(Collectors.toMap(ObjectToWrite::migrationKey, ObjectToWrite::key));
        Map<ObjectKey, List<Written>> found = new HashMap<>();
        for (String line : list(objectType, floor).lines().skip(1).toList()) {
            Found row = Found.of(line);
            ObjectKey key = keys.get(row.key());
            if (key != null) {
                found.computeIfAbsent(key, _ -> new ArrayList<>()).add(row.written());
            }
        }
        return found;
    }

    @Override
    public @Nullable String floor(String objectType) {
        return list(objectType, null).lines().findFirst().orElseThrow();
    }

    @Override
    public List<ReadBack> readBack(String objectType, Map<String, ObjectToWrite> expected) {
        Map<String, Found> there = list(objectType, null)
                .lines()
                .skip(1)
                .map(Found::of)
                .collect(Collectors.toMap(Found::id, Function.identity()));
        return expected.entrySet().stream()
                .map(entry -> compare(entry.getKey(), entry.getValue(), there.get(entry.getKey())))
                .toList();
    }

    @Override
    public Optional<String> image(String objectType, String crmId) {
        return one(objectType, crmId).map(found -> wire(found.text()));
    }

    @Override
    public void delete(String objectType, String crmId) {
        var _ = transport.send(new ApiRequest(
                "DELETE", "/{type}/{id}", "/" + objectType + "/" + crmId, Map.of(), Map.of(), null, true));
    }

    @Override
    public Written restore(String objectType, String crmId, String beforeImage, @Nullable String lastWritten) {
        return put(objectType, crmId, beforeImage);
    }

    private static ReadBack compare(String id, ObjectToWrite expected, @Nullable Found found) {
        if (found == null) {
            return new ReadBack(id, false, List.of());
        }
        Verdict verdict = found.text().equals(wanted(expected)) ? Verdict.EQUAL : Verdict.DIFFERENT;
        return new ReadBack(id, true, List.of(new FieldCheck("text", verdict, "")));
    }

    private Written put(String type, String id, String wire) {
        String text = JSON.readTree(wire).get("text").asString();
        ApiRequest request =
                new ApiRequest("PUT", "/{type}/{id}", "/" + type + "/" + id, Map.of(), Map.of(), text, true);
        return Found.of(transport.send(request).body()).written();
    }

    private Optional<Found> one(String type, String id) {
        try {
            return Optional.of(Found.of(transport
                    .send(ApiRequest.get("/{type}/{id}", "/" + type + "/" + id, Map.of()))
                    .body()));
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

    private static String wanted(ObjectToWrite object) {
        Map<String, String> refs = object.ids().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
        return FakeCrm.text(object.fields()) + FakeCrm.text(refs);
    }

    private static String wire(String text) {
        return JSON.writeValueAsString(Map.of("text", text));
    }
}
