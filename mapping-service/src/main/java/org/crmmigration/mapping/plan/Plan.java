package org.crmmigration.mapping.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.mapping.plan.VocabularyPlanner.Vocabulary;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
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
    private final Commands commands;
    private final Trail trail;
    private final Contributions contributions;
    private final List<FieldNeed> needs;
    private final Mentions mentions;
    private final Set<String> used = new HashSet<>();

    Plan(
            Mapping mapping,
            Mapper mapper,
            Vocabulary vocabulary,
            Commands commands,
            Trail trail,
            Contributions contributions,
            List<FieldNeed> needs,
            Mentions mentions) {
        this.mapping = mapping;
        this.mapper = mapper;
        this.vocabulary = vocabulary;
        this.commands = commands;
        this.trail = trail;
        this.contributions = contributions;
        this.needs = List.copyOf(needs);
        this.mentions = mentions;
        vocabulary.objects().forEach(word -> used.addAll(word.origins()));
    }

    /** Commands of a phase that come from no single record: fields and labels in the first, objects that exist once. */
    public List<ObjectCommand> vocabulary(String run, int phase) {
        List<ObjectCommand> said = new ArrayList<>();
        if (phase == mapping.phases().firstKey()) {
            vocabulary.objects().forEach(word -> said.add(commands.of(run, phase, word)));
        }
        vocabulary.once().stream()
                .filter(draft -> draft.rule().phase() == phase)
                .forEach(draft -> said.add(commands.of(run, draft)));
        return said;
    }

    /**
     * What a record contributes to a phase: commands, in the order in which they refer to each other, or the reason why
     * it leads to none, said in one phase only.
     */
    public List<CommandMessage> commands(String run, int phase, SourceRecord record) {
        List<Draft> drafts = contributions.makes(phase, record.kind()) ? mapper.drafts(record, phase) : List.of();
        List<CommandMessage> said = new ArrayList<>();
        drafts.forEach(draft -> said.add(commands.of(run, draft)));
        Mapped.Excluded excluded =
                drafts.isEmpty() && contributions.home(record.kind()) == phase ? without(record) : null;
        if (excluded != null) {
            said.add(new RecordExcluded(
                    run, record.kind().word(), record.sourceKey(), excluded.reason(), excluded.because()));
        }
        return said;
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
        return new PlanFindings(export)
                .of(mapping.choices(), vocabulary.fields().values(), trail);
    }
}
