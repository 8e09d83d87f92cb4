package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The labels of an entity, made in bulk. The crm id is a {@link LabelSet}'s. Labels the account had are never touched. */
record Labels(AccountSchema schema) implements TypedObjects {

    private static final String TYPE = "labels";

    @Override
    public Written create(ObjectToWrite object) {
        Entity entity = entity(object);
        AccountSchema.Ensured ensured = schema.ensure(entity, Entity.LABELS, names(object));
        return written(LabelSet.of(entity, ensured.created().values()), names(object));
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        FieldDef field = schema.reread(entity(object), Entity.LABELS);
        ObjectNode patch = Json.object();
        List<String> missing = missing(field, names(object));
        if (!missing.isEmpty()) {
            missing.forEach(patch.putArray("add")::add);
        }
        String before = Json.text(Json.object().put("crmId", crmId));
        return Optional.of(new UpdatePlan(TYPE, crmId, Json.text(patch), before, names(names(object)), List.of()));
    }

    @Override
    public Written update(UpdatePlan plan) {
        LabelSet labels = LabelSet.parse(plan.crmId());
        List<String> missing = FieldWish.labels(Json.parseObject(plan.patch()).path("add"));
        Collection<Long> made =
                schema.ensure(labels.entity(), Entity.LABELS, missing).created().values();
        return Written.of(labels.with(made).crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor) {
        Map<String, Long> lowest = parseFloor(floor);
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            Entity entity = entity(object);
            FieldDef field = schema.reread(entity, Entity.LABELS);
            if (missing(field, names(object)).isEmpty()) {
                long before = lowest.getOrDefault(entity.word(), Long.MAX_VALUE);
                List<Long> made = new ArrayList<>();
                for (String name : names(object)) {
                    Long id = field.optionId(name);
                    if (id != null && id > before) {
                        made.add(id);
                    }
                }
                found.put(object.key(), List.of(written(LabelSet.of(entity, made), names(object))));
            }
        }
        return found;
    }

    /** The highest label id of each entity: what lies above it afterwards was made by us. */
    @Override
    public String floor() {
        Map<String, Long> highest = new LinkedHashMap<>();
        for (Entity entity : Entity.values()) {
            long most = schema.now().field(entity, Entity.LABELS).stream()
                    .flatMap(field -> field.options().values().stream())
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
            highest.put(entity.word(), most);
        }
        return highest.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Long> parseFloor(@Nullable String floor) {
        Map<String, Long> lowest = new HashMap<>();
        if (floor != null) {
            for (String part : floor.split(",", -1)) {
                int at = part.indexOf('=');
                lowest.put(part.substring(0, at), Long.parseLong(part.substring(at + 1)));
            }
        }
        return lowest;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        return expected.entrySet().stream()
                .map(entry -> {
                    FieldDef field = schema.reread(entity(entry.getValue()), Entity.LABELS);
                    boolean complete = missing(field, names(entry.getValue())).isEmpty();
                    FieldCheck check = new FieldCheck(
                            "names",
                            complete ? Verdict.EQUAL : Verdict.DIFFERENT,
                            complete ? "" : "labels are missing");
                    return new ReadBack(entry.getKey(), true, List.of(check));
                })
                .toList();
    }

    @Override
    public Optional<String> image(String crmId) {
        LabelSet labels = LabelSet.parse(crmId);
        return Optional.of(
                names(schema.reread(labels.entity(), Entity.LABELS).options().keySet()));
    }

    /** Labels a person adds are not of the set, so nothing in it can be edited but by being gone. */
    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.keySet().forEach(id -> image(id).ifPresent(image -> standings.put(id, new Standing(image, List.of()))));
        return standings;
    }

    @Override
    public Set<String> present(Collection<String> crmIds) {
        return crmIds.stream()
                .filter(id -> {
                    LabelSet labels = LabelSet.parse(id);
                    return schema.reread(labels.entity(), Entity.LABELS).options().values().stream()
                            .anyMatch(option -> labels.made().contains(option));
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Removes the labels the migration made. */
    @Override
    public void delete(String crmId) {
        LabelSet labels = LabelSet.parse(crmId);
        if (!labels.made().isEmpty()) {
            schema.removeOptions(labels.entity(), Entity.LABELS, labels.made());
        }
    }

    /** Removes the labels that the updates made. */
    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        LabelSet now = LabelSet.parse(crmId);
        LabelSet before = LabelSet.parse(Json.text(Json.parseObject(beforeImage), "crmId"));
        List<Long> later = new ArrayList<>(now.made());
        later.removeAll(before.made());
        if (!later.isEmpty()) {
            schema.removeOptions(now.entity(), Entity.LABELS, later);
        }
        return Written.of(before.crmId(), lastWritten == null ? "{}" : lastWritten);
    }

    private static Written written(LabelSet labels, List<String> names) {
        return Written.of(labels.crmId(), names(names));
    }

    private static String names(Collection<String> names) {
        ArrayNode array = Json.array();
        names.forEach(array::add);
        return Json.text(Json.object().set("names", array));
    }

    private static List<String> missing(FieldDef field, List<String> names) {
        return names.stream().filter(name -> field.optionId(name) == null).toList();
    }

    private static Entity entity(ObjectToWrite object) {
        return Entity.named(ValueText.readable(object.fields().getOrDefault("entity", Value.NOTHING)));
    }

    private static List<String> names(ObjectToWrite object) {
        if (object.fields().get("names") instanceof Value.Texts texts) {
            return FieldWish.distinct(texts.texts());
        }
        throw FieldWish.refused("names", "is missing");
    }
}
