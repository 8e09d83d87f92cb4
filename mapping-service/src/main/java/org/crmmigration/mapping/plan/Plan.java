package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.mapping.plan.VocabularyPlanner.Vocabulary;
import org.crmmigration.mapping.rule.Choices;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.Match;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How one export becomes commands under one mapping. A pure function: the same export and mapping give the same
 * commands with the same hashes in the same order, however often and wherever it is asked. For any threads, as long as the
 * records are those that were surveyed.
 */
public final class Plan {

    private final Mapping mapping;
    private final Mapper mapper;
    private final Vocabulary vocabulary;
    private final Map<String, LabelUse> labels;
    private final Shape shape;
    private final KeyedHash hash;
    private final Trail trail;
    private final Contributions contributions;
    private final List<FieldNeed> needs;
    private final Mentions mentions;
    private final Set<String> used = new HashSet<>();

    Plan(
            Mapping mapping,
            Mapper mapper,
            Vocabulary vocabulary,
            Map<String, LabelUse> labels,
            Shape shape,
            KeyedHash hash,
            Trail trail,
            Contributions contributions,
            List<FieldNeed> needs,
            Mentions mentions) {
        this.mapping = mapping;
        this.mapper = mapper;
        this.vocabulary = vocabulary;
        this.labels = labels;
        this.shape = shape;
        this.hash = hash;
        this.trail = trail;
        this.contributions = contributions;
        this.needs = List.copyOf(needs);
        this.mentions = mentions;
        vocabulary.objects().forEach(word -> used.addAll(word.origins()));
    }

    /** Commands of a phase that come from no single record: fields and labels in the first, objects that exist once. */
    public List<ObjectCommand> vocabulary(String run, int phase) {
        List<ObjectCommand> commands = new ArrayList<>();
        if (phase == mapping.phases().firstKey()) {
            vocabulary
                    .objects()
                    .forEach(word -> commands.add(command(run, phase, word.key(), word.fields(), word.origins())));
        }
        vocabulary.once().stream()
                .filter(draft -> draft.rule().phase() == phase)
                .forEach(draft -> commands.add(finished(run, draft)));
        return commands;
    }

    /**
     * What a record contributes to a phase: commands, in the order in which they refer to each other, or the reason why
     * it leads to none, said in one phase only.
     */
    public List<CommandMessage> commands(String run, int phase, SourceRecord record) {
        return commands(run, contribution(phase, record));
    }

    /** The first half of {@link #commands(String, int, SourceRecord)}. */
    public Contribution contribution(int phase, SourceRecord record) {
        List<Draft> drafts = contributions.makes(phase, record.kind()) ? mapper.drafts(record, phase) : List.of();
        boolean home = drafts.isEmpty() && contributions.home(record.kind()) == phase;
        return new Contribution(record, drafts, home ? without(record) : null);
    }

    /** The second half, which may be another thread's. */
    public List<CommandMessage> commands(String run, Contribution contribution) {
        List<CommandMessage> commands = new ArrayList<>();
        contribution.drafts().forEach(draft -> commands.add(finished(run, draft)));
        Mapped.Excluded excluded = contribution.excluded();
        if (excluded != null) {
            SourceRecord record = contribution.record();
            commands.add(new RecordExcluded(
                    run, record.kind().word(), record.sourceKey(), excluded.reason(), excluded.because()));
        }
        return commands;
    }

    /** Why a record leads to no object at all; null when another phase makes one of it. */
    private Mapped.@Nullable Excluded without(SourceRecord record) {
        return switch (mapper.map(record)) {
            case Mapped.Objects _ -> null;
            case Mapped.Vocabulary _ ->
                used.contains(record.sourceKey())
                        ? null
                        : new Mapped.Excluded("not_used", "No migrated record uses it.");
            case Mapped.Excluded because -> because;
        };
    }

    /** The names of the rules that make objects of a record. */
    public Set<String> rules(SourceRecord record) {
        Set<String> names = new TreeSet<>();
        if (mapper.map(record) instanceof Mapped.Objects objects) {
            objects.drafts().forEach(draft -> names.add(draft.rule().name()));
        }
        return names;
    }

    /** The custom fields the run needs and what their values are like. */
    public List<FieldNeed> needs() {
        return needs;
    }

    /** Owners, pipelines and stages that the run's objects name. */
    public Mentions mentions() {
        return mentions;
    }

    /** Whether records of a kind contribute to a phase. */
    public boolean reads(int phase, Kind kind) {
        return contributions.reads(phase, kind);
    }

    /** What a person should know before the run: limits of plans, types that were widened. */
    public List<Finding> findings(String export) {
        List<Finding> findings = new ArrayList<>();
        int limit = Integer.parseInt(mapping.choices().of(Choices.FIELD_LIMIT));
        long fields = vocabulary.fields().values().stream().mapToLong(Map::size).sum();
        if (fields > limit) {
            findings.add(
                    finding(
                            export,
                            "M01",
                            Finding.Severity.WARN,
                            "",
                            "The mapping needs " + fields + " custom fields, the choice " + Choices.FIELD_LIMIT
                                    + " allows " + limit + ".",
                            "Take away fields in the mapping (custom: slug: ~) or check that the plan of the CRM allows more."));
        }
        vocabulary
                .fields()
                .values()
                .forEach(
                        byName -> byName.values().stream()
                                .filter(field -> !field.type().name().equals(field.declared()))
                                .forEach(
                                        field -> findings.add(
                                                finding(
                                                        export,
                                                        "M02",
                                                        Finding.Severity.INFO,
                                                        field.key(),
                                                        "Some values do not fit type " + field.declared()
                                                                + "; the field is made as "
                                                                + field.type().name() + ".",
                                                        "Nothing, unless the field must have the narrower type: then correct the values first."))));
        vocabulary
                .fields()
                .values()
                .forEach(byName -> byName.values().stream()
                        .filter(field -> !field.use().fits(field.type()))
                        .forEach(field -> findings.add(finding(
                                export,
                                "M03",
                                Finding.Severity.WARN,
                                field.key(),
                                "Some values are longer than the destination allows and are cut.",
                                "Shorten them in the source or accept the cut; the raw value stays in the export."))));
        trail.failures()
                .forEach((formula, count) -> findings.add(finding(
                        export,
                        "M04",
                        Finding.Severity.WARN,
                        formula,
                        "The formula failed on " + count + " records; what it computes is left out there.",
                        "Guard it, for example with given(x) or a comparison with 0.0, or correct the records.")));
        return findings;
    }

    private static Finding finding(
            String export, String rule, Finding.Severity severity, String column, String message, String advice) {
        return new Finding(export, rule, severity, "", 0, column, null, message, advice);
    }

    private ObjectCommand finished(String run, Draft draft) {
        Entity entity =
                Objects.requireNonNull(mapping.entities().get(draft.key().objectType()));
        Map<String, Value> fields = LinkedHashMap.newLinkedHashMap(
                draft.fields().size() + draft.customs().size() + 2);
        fields.putAll(draft.fields());
        LabelUse use = labels.get(entity.name());
        if (entity.labels() != null && use != null) {
            fields.computeIfPresent(entity.labels(), (_, value) -> use.spelled(value));
        }
        Map<String, Planned> planned = vocabulary.fields().getOrDefault(entity.name(), Map.of());
        draft.customs().forEach((slug, value) -> {
            Planned field = planned.get(slug);
            if (field != null) {
                fields.put(field.key(), shape.of(value, field));
            }
        });
        sayHowToMatch(draft.rule().match(), fields);
        List<String> origins = draft.origin().isEmpty() ? List.of() : List.of(draft.origin());
        ObjectCommand command = command(run, draft.rule().phase(), draft.key(), fields, origins);
        return draft.without().isEmpty() ? command : clearing(command, entity, draft.without());
    }

    /**
     * The same command, with fields that are to be empty, whether this export fills them elsewhere or not. Its hash stays:
     * the next export, in which the record is what it is now, does not say so again and is to send nothing.
     */
    private static ObjectCommand clearing(ObjectCommand command, Entity entity, Set<String> without) {
        Map<String, Value> fields = new LinkedHashMap<>(command.fields());
        without.forEach(slug -> fields.put(Planned.key(entity, slug), Value.NOTHING));
        return new ObjectCommand(
                command.run(),
                command.phase(),
                command.action(),
                command.key(),
                command.payloadHash(),
                fields,
                command.origins());
    }

    private static void sayHowToMatch(Match match, Map<String, Value> fields) {
        if (match.by().isEmpty()) {
            return;
        }
        List<String> policies = new ArrayList<>(List.of("*=" + match.policy()));
        match.policies().forEach((field, policy) -> {
            if (fields.containsKey(field)) {
                policies.add(field + "=" + policy);
            }
        });
        fields.put(Match.FIELD, new Value.Texts(match.by()));
        fields.put(Match.EXISTING, new Value.Texts(policies));
    }

    private ObjectCommand command(
            String run, int phase, ObjectKey key, Map<String, Value> fields, List<String> origins) {
        String payload = hash.of(key.objectType(), hash.of(fields));
        return new ObjectCommand(run, phase, Action.UPSERT, key, payload, fields, origins);
    }
}
