package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pipelines and stages: known by name (a stage within its pipeline). One the account has already under that name is
 * adopted, with the attribute {@code existed=1}, so that a rollback leaves it alone.
 */
record NamedRecords(Records records, Endpoint endpoint, PipedriveApi api) implements TypedObjects {

    static final Map<String, String> EXISTED = Map.of("existed", "1");

    @Override
    public Written create(ObjectToWrite object) {
        List<JsonNode> same = matching(records.wire(object), list());
        if (same.isEmpty()) {
            return records.create(object);
        }
        JsonNode first = same.getFirst();
        Written found = records.adopted(Json.text(first, "id"), object, first);
        return new Written(found.crmId(), found.written(), EXISTED, List.of());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor) {
        long lowest = floor == null ? 0 : Long.parseLong(floor);
        List<JsonNode> rows = list();
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            List<Written> hits = new ArrayList<>();
            for (JsonNode row : matching(records.wire(object), rows)) {
                if (row.path("id").asLong() > lowest) {
                    hits.add(records.adopted(Json.text(row, "id"), object, row));
                }
            }
            if (!hits.isEmpty()) {
                found.put(object.key(), hits);
            }
        }
        return found;
    }

    private List<JsonNode> list() {
        return api.all(endpoint.route(), Endpoint.everything());
    }

    private static List<JsonNode> matching(WireObject wire, List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> !Endpoint.gone(row))
                .filter(row -> wire.values().entrySet().stream()
                        .allMatch(value ->
                                value.getValue().shape().same(value.getValue().value(), Wire.at(row, value.getKey()))))
                .toList();
    }

    /** The highest id now, without a margin: vocabulary is small and made one by one. */
    @Override
    public String floor() {
        return Long.toString(records.reads().newest());
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return records.planUpdate(crmId, object, lastWritten);
    }

    @Override
    public Written update(UpdatePlan plan) {
        return records.update(plan);
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        return records.readBack(expected);
    }

    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        return records.stand(last);
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        return records.present(crmIds);
    }

    @Override
    public Optional<String> image(String crmId) {
        return records.image(crmId);
    }

    @Override
    public void delete(String crmId) {
        records.delete(crmId);
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        return records.restore(crmId, beforeImage, lastWritten);
    }
}
