package org.crmmigration.mapping.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.Entity;
import org.crmmigration.mapping.rule.Mapping.Match;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;

/**
 * What of a mapping a record exercises, in words: {@code rules: contact}, {@code fields: person.name},
 * {@code values: field:person:plan=Gold}, {@code exclusions: vanished}; and what it may be the most of.
 */
final class Features {

    /** What coverage is counted for. */
    static final List<String> PARTS = List.of("rules", "fields", "values", "exclusions", "extremes");

    /** The measure of relations. */
    static final String MOST_RELATIONS = "extremes: most relations";

    private static final String RUN = "sample";
    /** Logical fields whose few values are worth seeing all. */
    private static final Set<String> TELLING = Set.of("status", "type");

    private final Mapping mapping;
    private final Plan plan;
    private final Set<String> optionFields = new HashSet<>();

    Features(Mapping mapping, Plan plan) {
        this.mapping = mapping;
        this.plan = plan;
        plan.vocabulary(RUN, mapping.phases().firstKey()).stream()
                .filter(command -> command.fields().containsKey("options"))
                .forEach(command -> optionFields.add(command.key().sourceKey()));
    }

    /**
     * What a record exercises.
     *
     * @param measures what it may be the most of, and how much it has
     */
    record Exercised(Set<String> words, Map<String, Long> measures, boolean leadsToObjects) {}

    Exercised of(SourceRecord record) {
        Set<String> words = new HashSet<>();
        Map<String, Long> measures = new HashMap<>();
        plan.rules(record).forEach(rule -> words.add("rules: " + rule));
        boolean objects = !words.isEmpty();
        for (int phase : mapping.phases().keySet()) {
            if (plan.reads(phase, record.kind())) {
                plan.commands(RUN, phase, record).forEach(message -> see(message, words, measures));
            }
        }
        measures.put(MOST_RELATIONS, relations(record));
        return new Exercised(words, objects ? measures : Map.of(), objects);
    }

    /** Rules of the mapping that are not among what was seen. */
    List<String> idle(Set<String> seen) {
        return mapping.objects().stream()
                .filter(rule -> rule.once() == null && !seen.contains("rules: " + rule.name()))
                .map(Mapping.ObjectRule::name)
                .sorted()
                .toList();
    }

    private void see(CommandMessage message, Set<String> words, Map<String, Long> measures) {
        if (message instanceof RecordExcluded excluded) {
            words.add("exclusions: " + excluded.reason());
        } else if (message instanceof ObjectCommand command) {
            String type = command.key().objectType();
            command.fields().forEach((name, value) -> {
                if (Match.isHow(name) || value.equals(Value.NOTHING)) {
                    return;
                }
                String field = name.startsWith("field:") ? name : type + "." + name;
                words.add("fields: " + field);
                if (isChoice(type, name)) {
                    texts(value).forEach(text -> words.add("values: " + field + "=" + text));
                } else if (value instanceof Value.Text text) {
                    measures.merge(
                            "extremes: longest " + field, (long) text.text().length(), Math::max);
                }
            });
        }
    }

    private boolean isChoice(String type, String name) {
        Entity entity = mapping.entities().get(type);
        return optionFields.contains(name)
                || TELLING.contains(name)
                || (entity != null && name.equals(entity.labels()));
    }

    private static Stream<String> texts(Value value) {
        return switch (value) {
            case Value.Text text -> Stream.of(text.text());
            case Value.Texts list -> list.texts().stream();
            default -> Stream.empty();
        };
    }

    private static long relations(SourceRecord record) {
        return record.references().size()
                + record.fields().values().stream()
                        .mapToLong(value ->
                                value instanceof Value.Texts list ? list.texts().size() : 0)
                        .sum()
                + (record.fields().get("derived.order_count") instanceof Value.Whole count ? count.number() : 0);
    }
}
