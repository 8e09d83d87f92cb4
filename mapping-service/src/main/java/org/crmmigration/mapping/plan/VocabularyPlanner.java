package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.Value.Text;

/** Turns what a survey saw into the objects a destination needs first: fields, labels, objects that exist once. */
final class VocabularyPlanner {

    private final Mapping mapping;
    private final Mapper mapper;
    private final FieldPlanner fields;
    private final Map<String, LabelUse> labels;
    private final Set<ObjectKey> references;
    private final Trail trail;

    VocabularyPlanner(
            Mapping mapping,
            Mapper mapper,
            FieldPlanner fields,
            Map<String, LabelUse> labels,
            Set<ObjectKey> references,
            Trail trail) {
        this.mapping = mapping;
        this.mapper = mapper;
        this.fields = fields;
        this.labels = labels;
        this.references = new HashSet<>(references);
        this.trail = trail;
    }

    Vocabulary plan() {
        Map<String, Map<String, Planned>> planned = new LinkedHashMap<>();
        List<Word> objects = new ArrayList<>();
        mapping.entities().values().forEach(entity -> {
            Map<String, Planned> ofEntity = fields.plan(entity);
            planned.put(entity.name(), ofEntity);
            ofEntity.values().forEach(field -> objects.add(field(field)));
        });
        mapping.entities().keySet().forEach(entity -> {
            LabelUse use = labels.get(entity);
            if (use != null && use.used()) {
                objects.add(labels(entity, use));
            }
        });
        return new Vocabulary(planned, objects, once());
    }

    private static Word field(Planned field) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("entity", new Text(field.entity()));
        fields.put("name", new Text(field.name()));
        fields.put("type", new Text(field.type().name()));
        if (!field.column().isEmpty()) {
            fields.put("column", new Text(field.column()));
        }
        if (!field.options().isEmpty()) {
            fields.put("options", new Value.Texts(field.options()));
        }
        return new Word(new ObjectKey("field", field.key()), fields, field.origins());
    }

    private static Word labels(String entity, LabelUse use) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("entity", new Text(entity));
        fields.put("names", new Value.Texts(use.names()));
        return new Word(new ObjectKey("labels", "labels:" + entity), fields, List.copyOf(use.origins()));
    }

    /** The objects that exist once and that something refers to, what they refer to themselves included. */
    private List<Draft> once() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = mapping.objects().size() - 1; i >= 0; i--) {
            ObjectRule rule = mapping.objects().get(i);
            if (rule.once() != null) {
                drafts.addAll(0, once(rule, rule.once()));
            }
        }
        return drafts;
    }

    private List<Draft> once(ObjectRule rule, ObjectKey key) {
        List<Draft> drafts = new ArrayList<>();
        if (references.contains(key)) {
            drafts.add(mapper.once(rule, key, null));
        }
        trail.of(key).forEach(item -> {
            if (references.contains(item.key())) {
                drafts.add(mapper.once(rule, item.key(), item.text()));
            }
        });
        drafts.forEach(draft -> draft.fields().values().forEach(value -> {
            if (value instanceof Value.Reference reference) {
                references.add(reference.target());
            }
        }));
        return drafts;
    }

    /** A vocabulary object. */
    record Word(ObjectKey key, Map<String, Value> fields, List<String> origins) {}

    /**
     * Everything the destination needs before the records' own objects.
     *
     * @param fields entity to slug to field
     * @param objects fields and labels, for the first phase
     * @param once objects that exist once, each for its rule's phase, parents first
     */
    record Vocabulary(Map<String, Map<String, Planned>> fields, List<Word> objects, List<Draft> once) {}
}
