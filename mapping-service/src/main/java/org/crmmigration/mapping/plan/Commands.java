package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.crmmigration.mapping.plan.VocabularyPlanner.Vocabulary;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.Match;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.Fields;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of drafts: labels and options get their one spelling, values the shape of their field's type, custom fields
 * their keys; how to match is added, and the hash. What is the same for all drafts of a rule is gathered once.
 */
final class Commands {

    private final Shape shape;
    private final KeyedHash hash;
    private final IdentityHashMap<ObjectRule, Ready> rules = new IdentityHashMap<>();

    /**
     * What is the same for all drafts of a rule.
     *
     * @param labels the field that holds labels; absent when no object carries any
     * @param by how to match; absent when it never does
     * @param others policies for all fields that are not named
     * @param policies by field, as the command says them
     */
    private record Ready(
            Entity entity,
            @Nullable String labels,
            @Nullable LabelUse used,
            Map<String, Planned> planned,
            Value.@Nullable Texts by,
            String others,
            Map<String, String> policies) {}

    Commands(Mapping mapping, Vocabulary vocabulary, Map<String, LabelUse> labels, Shape shape, KeyedHash hash) {
        this.shape = shape;
        this.hash = hash;
        mapping.objects().forEach(rule -> {
            Entity entity = Objects.requireNonNull(mapping.entities().get(rule.type()));
            rules.put(rule, ready(rule.match(), entity, vocabulary, labels.get(entity.name())));
        });
    }

    private static Ready ready(Match match, Entity entity, Vocabulary vocabulary, @Nullable LabelUse labels) {
        Map<String, String> policies = new LinkedHashMap<>();
        match.policies().forEach((field, policy) -> policies.put(field, field + "=" + policy));
        return new Ready(
                entity,
                labels == null ? null : entity.labels(),
                labels,
                vocabulary.fields().getOrDefault(entity.name(), Map.of()),
                match.by().isEmpty() ? null : new Value.Texts(match.by()),
                "*=" + match.policy(),
                policies);
    }

    ObjectCommand of(String run, Draft draft) {
        Ready ready = Objects.requireNonNull(rules.get(draft.rule()));
        Fields fields = new Fields(draft.fields().size() + draft.customs().size() + 2);
        draft.fields().forEach(fields::set);
        if (ready.labels != null && ready.used != null) {
            LabelUse used = ready.used;
            fields.replace(ready.labels, used::spelled);
        }
        draft.customs().forEach((slug, value) -> {
            Planned field = ready.planned.get(slug);
            if (field != null) {
                fields.set(field.key(), shape.of(value, field));
            }
        });
        sayHowToMatch(ready, fields);
        List<String> origins = draft.origin().isEmpty() ? List.of() : List.of(draft.origin());
        ObjectCommand command = of(run, draft.rule().phase(), draft.key(), fields, origins);
        return draft.without().isEmpty() ? command : clearing(command, ready.entity, draft.without());
    }

    /**
     * The same command, with fields that are to be empty, whether this export fills them elsewhere or not. Its hash stays:
     * the next export, in which the record is what it is now, does not say so again and is to send nothing.
     */
    private static ObjectCommand clearing(ObjectCommand command, Entity entity, Set<String> without) {
        Map<String, Value> fields = new LinkedHashMap<>(command.fields());
        without.forEach(slug -> fields.put(entity.fieldKey(slug), Value.NOTHING));
        return new ObjectCommand(
                command.run(),
                command.phase(),
                command.action(),
                command.key(),
                command.payloadHash(),
                fields,
                command.origins());
    }

    ObjectCommand of(String run, int phase, VocabularyPlanner.Word word) {
        return of(run, phase, word.key(), word.fields(), word.origins());
    }

    private static void sayHowToMatch(Ready ready, Fields fields) {
        if (ready.by == null) {
            return;
        }
        List<String> policies = new ArrayList<>(ready.policies.size() + 1);
        policies.add(ready.others);
        ready.policies.forEach((field, policy) -> {
            if (fields.containsKey(field)) {
                policies.add(policy);
            }
        });
        fields.set(Match.FIELD, ready.by);
        fields.set(Match.EXISTING, new Value.Texts(policies));
    }

    private ObjectCommand of(String run, int phase, ObjectKey key, Map<String, Value> fields, List<String> origins) {
        String payload = hash.of(key.objectType(), hash.of(fields));
        return new ObjectCommand(run, phase, Action.UPSERT, key, payload, fields, origins);
    }
}
