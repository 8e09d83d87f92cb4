package org.crmmigration.mapping.propose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.crmmigration.mapping.propose.Pairing.Subject;
import org.crmmigration.mapping.rule.Expression;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.ObjectRule;
import org.crmmigration.mapping.rule.Path;
import org.crmmigration.messaging.record.Kind;

/**
 * The rule that says the names of pipelines or of stages, where it says them plainly.
 *
 * @param from what the rule reads the name from
 * @param max where it cuts the name
 */
public record Renaming(Subject subject, String rule, String from, Optional<Integer> max) {

    static List<Renaming> of(Mapping mapping) {
        return mapping.objects().stream()
                .filter(rule -> rule.source() == Kind.PIPELINE)
                .flatMap(rule -> of(rule).stream())
                .toList();
    }

    private static Optional<Renaming> of(ObjectRule rule) {
        Optional<Subject> subject = switch (rule.type()) {
            case "pipeline" -> Optional.of(Subject.PIPELINE);
            case "stage" -> Optional.of(Subject.STAGE);
            default -> Optional.empty();
        };
        return switch (rule.fields().get("name")) {
            case Expression.From from -> subject.flatMap(it -> of(it, rule, from, Optional.empty()));
            case Expression.Cut(Expression.From from, int max) ->
                subject.flatMap(it -> of(it, rule, from, Optional.of(max)));
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Renaming> of(
            Subject subject, ObjectRule rule, Expression.From from, Optional<Integer> max) {
        return switch (from.path()) {
            case Path.Field field -> Optional.of(new Renaming(subject, rule.name(), field.name(), max));
            case Path.Item _ -> Optional.of(new Renaming(subject, rule.name(), "item", max));
            default -> Optional.empty();
        };
    }

    /** Names to those of the account; a name that means several things, in several pipelines, stays out. */
    Map<String, String> map(List<Pairing> named) {
        return map(named, Pairing::proposed);
    }

    /** Those that a person has to be asked about. */
    Map<String, String> doubtful(List<Pairing> named) {
        return map(named, pairing -> !pairing.same() && !pairing.proposed());
    }

    private static Map<String, String> map(List<Pairing> named, Predicate<Pairing> which) {
        Map<String, String> map = new TreeMap<>();
        named.stream()
                .filter(which)
                .filter(pairing -> named.stream()
                        .filter(other -> other.name().equals(pairing.name()))
                        .allMatch(other -> other.meant().equals(pairing.meant())))
                .forEach(pairing -> pairing.meant().ifPresent(meant -> map.put(pairing.name(), meant)));
        return map;
    }
}
