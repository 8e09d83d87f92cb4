package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.crmmigration.mapping.rule.Mapping.Effort;
import org.crmmigration.mapping.rule.Mapping.Match;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping changes against the one that ran before it, over one export: which objects and which of their
 * fields, and what sending that would take. Nothing is written anywhere. What the CRM holds is not looked at: objects that
 * people changed or deleted meanwhile make the true figures lower.
 */
public final class Changes {

    private static final String RUN = "changes";

    private final Surveys surveys;

    /** Changes over exports that these surveys are of. */
    public Changes(Surveys surveys) {
        this.surveys = surveys;
    }

    /** Objects of one type: how many are new, how many change, how many stay, and how many the mapping no longer makes. */
    public record Count(long created, long changed, long unchanged, long dropped) {
        Count plus(Count other) {
            return new Count(
                    created + other.created,
                    changed + other.changed,
                    unchanged + other.unchanged,
                    dropped + other.dropped);
        }
    }

    /**
     * An object before and after, with the fields that differ: personal data, for the caller alone.
     *
     * @param before null when the object is new
     * @param after null when the mapping no longer makes it
     */
    public record Example(String key, Map<String, Value> before, Map<String, Value> after) {}

    /**
     * An estimate without verification: one call for each new object, two for each changed one.
     *
     * @param unit what the cost is counted in
     */
    public record Estimate(long calls, long cost, String unit, long seconds) {

        /** For so many objects that are new and so many that are read and updated; verification comes besides. */
        static Estimate of(long created, long changed, Effort effort) {
            long calls = portions(created + 2 * changed, effort.objectsPerCall());
            long cost = created * effort.create() + changed * (effort.read() + effort.update());
            return new Estimate(
                    calls,
                    portions(cost, effort.objectsPerCall()),
                    effort.unit(),
                    portions(calls * 60, effort.callsPerMinute()));
        }

        private static long portions(long all, int most) {
            return (all + most - 1) / most;
        }
    }

    /**
     * What changes.
     *
     * @param objects object type to counts
     * @param fields {@code type.field} to the number of objects that both mappings make and in which it differs
     * @param left {@code type.field} to the number of those that the new mapping does not write it to any more; what stands in
     *     the CRM stays, or is emptied when the mapping says so
     * @param filled {@code type.field} to the number of objects that carry it under the new mapping
     * @param examples ten at most: objects that change before those that are new, vocabulary last, all types in turn
     */
    public record Outcome(
            Map<String, Count> objects,
            Map<String, Long> fields,
            Map<String, Long> left,
            Map<String, Long> filled,
            List<Example> examples,
            Estimate estimate) {}

    /**
     * Compares.
     *
     * @param before the mapping that ran last; null when there is none, and everything is new
     * @throws ExportMissing when the topic does not hold the whole export
     */
    public Outcome of(@Nullable Order before, Order after, String export) {
        Generation now = surveys.of(after, export);
        Generation then = before == null ? null : surveys.of(before, export);
        Tally tally = new Tally();
        for (int phase : after.mapping().phases().keySet()) {
            tally.compare(
                    then == null ? List.of() : then.plan().vocabulary(RUN, phase),
                    now.plan().vocabulary(RUN, phase),
                    Examples.Rank.VOCABULARY);
        }
        new ExportReader(surveys.clients(), after, now)
                .all(record -> tally.compare(said(before, then, record), said(after, now, record), Examples.Rank.NEW));
        return tally.outcome(after.mapping().effort());
    }

    private static List<? extends CommandMessage> said(
            @Nullable Order order, @Nullable Generation generation, SourceRecord record) {
        if (order == null || generation == null) {
            return List.of();
        }
        List<CommandMessage> said = new ArrayList<>();
        order.mapping().phases().keySet().forEach(phase -> {
            if (generation.plan().reads(phase, record.kind())) {
                said.addAll(generation.plan().commands(RUN, phase, record));
            }
        });
        return said;
    }

    private static final class Tally {
        private final Map<String, Count> objects = new TreeMap<>();
        private final Map<String, Long> fields = new TreeMap<>();
        private final Map<String, Long> left = new TreeMap<>();
        private final Map<String, Long> filled = new TreeMap<>();
        private final Examples examples = new Examples();

        void compare(List<? extends CommandMessage> before, List<? extends CommandMessage> after, Examples.Rank rank) {
            Map<String, ObjectCommand> old = byKey(before);
            byKey(after).forEach((key, command) -> compare(old.remove(key), command, rank));
            old.values().forEach(command -> {
                count(command, new Count(0, 0, 0, 1));
                examples.add(rank, command, command.fields(), Map.of());
            });
        }

        private void compare(@Nullable ObjectCommand before, ObjectCommand after, Examples.Rank rank) {
            after.fields().forEach((name, value) -> {
                if (!Match.isHow(name) && !value.equals(Value.NOTHING)) {
                    filled.merge(field(after, name), 1L, Long::sum);
                }
            });
            if (before == null) {
                count(after, new Count(1, 0, 0, 0));
                examples.add(rank, after, Map.of(), after.fields());
            } else if (before.payloadHash().equals(after.payloadHash())) {
                count(after, new Count(0, 0, 1, 0));
            } else {
                count(after, new Count(0, 1, 0, 0));
                TreeSet<String> names = new TreeSet<>(before.fields().keySet());
                names.addAll(after.fields().keySet());
                names.removeIf(name ->
                        Objects.equals(before.fields().get(name), after.fields().get(name)));
                names.forEach(name -> {
                    fields.merge(field(after, name), 1L, Long::sum);
                    if (!after.fields().containsKey(name)) {
                        left.merge(field(after, name), 1L, Long::sum);
                    }
                });
                examples.add(
                        rank == Examples.Rank.NEW ? Examples.Rank.CHANGED : rank,
                        after,
                        only(before.fields(), names),
                        only(after.fields(), names));
            }
        }

        private static String field(ObjectCommand command, String name) {
            return command.key().objectType() + "." + name;
        }

        private void count(ObjectCommand command, Count one) {
            objects.merge(command.key().objectType(), one, Count::plus);
        }

        Outcome outcome(Effort effort) {
            long created = objects.values().stream().mapToLong(Count::created).sum();
            long changed = objects.values().stream().mapToLong(Count::changed).sum();
            return new Outcome(objects, fields, left, filled, examples.chosen(), Estimate.of(created, changed, effort));
        }

        private static Map<String, Value> only(Map<String, Value> values, Set<String> names) {
            Map<String, Value> some = new LinkedHashMap<>(values);
            some.keySet().retainAll(names);
            return some;
        }

        private static Map<String, ObjectCommand> byKey(List<? extends CommandMessage> said) {
            Map<String, ObjectCommand> commands = new LinkedHashMap<>();
            said.forEach(message -> {
                if (message instanceof ObjectCommand command) {
                    commands.put(command.key().toString(), command);
                }
            });
            return commands;
        }
    }
}
