package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Custom field definitions. Their crm id is the field code. Names are not unique in Pipedrive, so a field of the same name
 * and type that the account has already is adopted ({@code existed=1}); one of another type is refused, for values of the
 * migration would not fit it.
 */
record Fields(PipedriveApi api, AccountSchema schema) implements TypedObjects {

    private static final String TYPE_DIFFERS = "type-differs";

    @Override
    public Written create(ObjectToWrite object) {
        FieldWish wish = FieldWish.of(object);
        Optional<FieldDef> existing = schema.now().customField(wish.entity(), wish.name());
        if (existing.isPresent()) {
            FieldDef field = sameType(wish, existing.get());
            schema.ensure(wish.entity(), field.code(), wish.options());
            return new Written(field.code(), Json.text(wish.written()), NamedRecords.EXISTED, List.of());
        }
        ObjectNode body = Json.object().put("field_name", wish.name()).put("field_type", wish.type());
        if (!wish.options().isEmpty()) {
            ArrayNode options = body.putArray("options");
            wish.options().forEach(label -> options.addObject().put("label", label));
        }
        FieldDef made = FieldDef.of(api.post(wish.entity().fieldsRoute(), body));
        if (made.code().isEmpty()) {
            throw new CrmFault.OutcomeUnknown(Detail.of("unreadable", "Pipedrive's answer names no field code"), null);
        }
        schema.put(wish.entity(), made);
        return Written.of(made.code(), Json.text(wish.written()));
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        FieldWish wish = FieldWish.of(object);
        return live(wish.entity(), crmId).map(found -> FieldPlan.of(wish, sameType(wish, found), lastWritten));
    }

    @Override
    public Written update(UpdatePlan plan) {
        ObjectNode patch = Json.parseObject(plan.patch());
        if (!patch.isEmpty()) {
            Entity entity = Entity.named(Json.text(patch, "entity"));
            rename(entity, plan.crmId(), Json.text(patch, "field_name"));
            schema.ensure(entity, plan.crmId(), FieldWish.labels(patch.path("options")));
        }
        return new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts());
    }

    private void rename(Entity entity, String code, String name) {
        if (!name.isEmpty()) {
            api.change("PATCH", entity.fieldRoute(), code, Json.object().put("field_name", name));
            schema.reread(entity, code);
        }
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor) {
        if (floor != null) {
            wanted.stream()
                    .map(object -> FieldWish.of(object).entity())
                    .distinct()
                    .forEach(schema::reread);
        }
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            FieldWish wish = FieldWish.of(object);
            List<Written> hits = schema.now().fields().getOrDefault(wish.entity(), Map.of()).values().stream()
                    .filter(field -> field.custom()
                            && field.name().equals(wish.name())
                            && field.type().equals(wish.type()))
                    .map(field -> Written.of(field.code(), Json.text(wish.written())))
                    .toList();
            if (!hits.isEmpty()) {
                found.put(object.key(), hits);
            }
        }
        return found;
    }

    /**
     * Codes are random and fields are found by name, so nothing lies below. But who names a floor looks for what a lost
     * answer left, and then the account is read again; who looks for what was there before gets by with what is known.
     */
    @Override
    public String floor() {
        return "all";
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        return expected.entrySet().stream()
                .map(entry -> {
                    FieldWish wish = FieldWish.of(entry.getValue());
                    return live(wish.entity(), entry.getKey())
                            .map(field -> wish.compare(entry.getKey(), field))
                            .orElseGet(() -> new ReadBack(entry.getKey(), false, List.of()));
                })
                .toList();
    }

    @Override
    public Optional<String> image(String crmId) {
        return schema.now()
                .entityOf(crmId)
                .flatMap(entity -> live(entity, crmId).map(field -> FieldPlan.image(entity, field)));
    }

    /** A person may have renamed it, or added options. */
    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.forEach((code, write) -> {
            FieldWish wish = FieldWish.of(write.object());
            live(wish.entity(), code)
                    .ifPresent(field -> standings.put(
                            code,
                            new Standing(
                                    FieldPlan.image(wish.entity(), field),
                                    FieldPlan.edits(wish, field, write.written()))));
        });
        return standings;
    }

    @Override
    public void delete(String crmId) {
        Optional<Entity> entity = schema.now().entityOf(crmId);
        if (entity.isEmpty()) {
            schema.refresh();
            entity = schema.now().entityOf(crmId);
        }
        entity.ifPresent(of -> {
            api.delete(of.fieldRoute(), crmId, null);
            schema.drop(of, crmId);
        });
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        JsonNode before = Json.parseObject(beforeImage);
        Entity entity = Entity.named(Json.text(before, "entity"));
        FieldDef now = live(entity, crmId)
                .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the field to restore is gone")));
        JsonNode last = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        List<Written.Conflict> conflicts = new ArrayList<>();
        String name = Json.text(before, "field_name");
        if (!now.name().equals(name)) {
            if (lastWritten == null || Json.text(last, "field_name").equals(now.name())) {
                rename(entity, crmId, name);
            } else {
                conflicts.add(new Written.Conflict("name"));
            }
        }
        Set<String> kept = Set.copyOf(FieldWish.labels(before.path("options")));
        List<Long> ours = new ArrayList<>();
        FieldWish.labels(last.path("options")).stream()
                .filter(label -> !kept.contains(label) && now.options().containsKey(label))
                .forEach(label -> ours.add(now.options().get(label)));
        if (!ours.isEmpty()) {
            schema.removeOptions(entity, crmId, ours);
        }
        return new Written(crmId, beforeImage, Map.of(), conflicts);
    }

    private Optional<FieldDef> live(Entity entity, String code) {
        try {
            return Optional.of(schema.reread(entity, code));
        } catch (CrmFault.Rejected e) {
            if (e.gone()) {
                schema.drop(entity, code);
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FieldDef sameType(FieldWish wish, FieldDef field) {
        if (!field.type().equals(wish.type())) {
            throw new CrmFault.Rejected(new Detail(
                    TYPE_DIFFERS,
                    "the account has a custom field of this name with type " + field.type() + " instead of "
                            + wish.type() + "; rename one of them or map to the existing type",
                    null,
                    null,
                    "type"));
        }
        return field;
    }
}
