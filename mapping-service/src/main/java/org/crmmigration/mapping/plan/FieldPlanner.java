package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.CustomField;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.jspecify.annotations.Nullable;

/** Watches the values of custom fields and decides which fields are made, of which type, under which name. */
final class FieldPlanner {

    private final Mapping mapping;
    private final SourceCustoms sourceCustoms;
    private final Words words;
    private final Map<String, Map<String, FieldUse>> uses = new HashMap<>();
    private final Map<String, Long> objects = new HashMap<>();

    FieldPlanner(Mapping mapping, SourceCustoms sourceCustoms, Words words) {
        this.mapping = mapping;
        this.sourceCustoms = sourceCustoms;
        this.words = words;
    }

    void see(Draft draft) {
        Entity entity =
                Objects.requireNonNull(mapping.entities().get(draft.key().objectType()));
        objects.merge(entity.name(), 1L, Long::sum);
        Map<String, FieldUse> fields = uses.computeIfAbsent(entity.name(), _ -> new LinkedHashMap<>());
        draft.customs()
                .forEach((slug, value) ->
                        fields.computeIfAbsent(slug, _ -> use(entity, slug)).see(value));
    }

    /** The fields of an entity by slug: its own in the mapping's order, then the source's by slug. */
    Map<String, Planned> plan(Entity entity) {
        Map<String, FieldUse> used = uses.getOrDefault(entity.name(), Map.of());
        Set<String> names = new HashSet<>();
        Map<String, Planned> plan = new LinkedHashMap<>();
        entity.customs().forEach((slug, field) -> {
            FieldUse use = used.get(slug);
            if ((field.always() && objects.containsKey(entity.name())) || (use != null && use.used())) {
                plan.put(
                        slug,
                        planned(
                                entity,
                                field,
                                use == null ? use(entity, slug) : use,
                                names,
                                sourceCustoms.origin(slug)));
            }
        });
        Set<String> others = new TreeSet<>(used.keySet());
        others.removeAll(entity.customs().keySet());
        for (String slug : others) {
            SourceCustoms.Definition definition = sourceCustoms.of(slug);
            FieldUse use = Objects.requireNonNull(used.get(slug));
            plan.put(slug, planned(entity, definition.field(), use, names, definition.sourceKey()));
        }
        return plan;
    }

    /** What the run needs, for a person and a proposal to look at. */
    List<FieldNeed> needs() {
        List<FieldNeed> needs = new ArrayList<>();
        mapping.entities()
                .values()
                .forEach(entity -> plan(entity).forEach((slug, field) -> needs.add(need(entity, slug, field))));
        return needs;
    }

    private FieldNeed need(Entity entity, String slug, Planned field) {
        Mapping.CustomFields carried = mapping.customFields();
        String identifier = sourceCustoms.identifier(slug);
        String rule = carried == null || identifier.isEmpty() ? "" : carried.rule(entity.name());
        return new FieldNeed(
                entity.name(),
                slug,
                field.name(),
                field.type().name(),
                field.declared(),
                field.type().holds(),
                rule,
                rule.isEmpty() ? "" : "custom." + identifier,
                field.options(),
                field.options().isEmpty() ? field.use().few() : field.options(),
                objects.getOrDefault(entity.name(), 0L),
                field.use().filled(),
                field.use().distinct(),
                field.use().differs(),
                field.use().lengths());
    }

    private FieldUse use(Entity entity, String slug) {
        CustomField own = entity.customs().get(slug);
        if (own != null) {
            List<String> options = own.options().isEmpty() ? sourceCustoms.options(slug) : own.options();
            return new FieldUse(isChoice(own.type()), options, 0);
        }
        SourceCustoms.Definition definition = sourceCustoms.of(slug);
        CustomField field = definition.field();
        return new FieldUse(isChoice(field.type()), field.options(), definition.longest());
    }

    private boolean isChoice(String type) {
        FieldType known = Objects.requireNonNull(mapping.types().get(type));
        return isChoice(known) || known.holds() == Mapping.Holds.FLAG;
    }

    private static boolean isChoice(FieldType type) {
        return type.holds() == Mapping.Holds.OPTION || type.holds() == Mapping.Holds.OPTIONS;
    }

    private Planned planned(Entity entity, CustomField field, FieldUse use, Set<String> names, String origin) {
        FieldType type = fitting(field, use);
        List<String> options = isChoice(type) ? use.options() : List.of();
        Set<String> origins = new TreeSet<>(origin.isEmpty() ? Set.of() : Set.of(origin));
        options.forEach(option -> {
            Words.@Nullable Known known = words.find(field.slug(), option);
            if (known != null) {
                origins.add(known.sourceKey());
            }
        });
        return new Planned(
                entity.name(),
                entity.fieldKey(field.slug()),
                unique(field, names),
                field.column(),
                type,
                field.type(),
                options,
                List.copyOf(origins),
                use);
    }

    private FieldType fitting(CustomField field, FieldUse use) {
        FieldType type = Objects.requireNonNull(mapping.types().get(field.type()));
        if (field.existing() && type.holds() == Mapping.Holds.TEXT) {
            return type;
        }
        while (!use.fits(type) && type.otherwise() != null) {
            type = Objects.requireNonNull(mapping.types().get(type.otherwise()));
        }
        return type;
    }

    /** Two fields of one entity never share a name, or nobody could tell them apart. */
    private static String unique(CustomField field, Set<String> names) {
        String name = field.name();
        for (int i = 1; !names.add(Spellings.folded(name)); i++) {
            name = field.name() + " (" + field.slug().replaceFirst("^custom_", "") + (i == 1 ? "" : " " + i) + ")";
        }
        return name;
    }
}
