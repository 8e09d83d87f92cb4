package org.crmmigration.mapping.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/** Whether a rule applies to a record. {@link ConditionReader} reads it from the file's own words. */
public sealed interface Condition {

    /** Whether it holds. */
    boolean holds(Source source);

    /** All of them. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Source source) {
            for (Condition condition : conditions) {
                if (!condition.holds(source)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one of them. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Source source) {
            for (Condition condition : conditions) {
                if (condition.holds(source)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Source source) {
            return !condition.holds(source);
        }
    }

    /** There is a value and it is not empty. */
    record Has(Path path) implements Condition {
        @Override
        public boolean holds(Source source) {
            return filled(path.of(source));
        }

        private static boolean filled(@Nullable Value value) {
            return switch (value) {
                case null -> false;
                case Value.Nothing _ -> false;
                case Value.Text text -> !text.text().isEmpty();
                case Value.Texts texts -> !texts.texts().isEmpty();
                default -> true;
            };
        }
    }

    /** The value, as a person would write it, is one of these; case does not matter. */
    record Is(Path path, Set<String> words) implements Condition {
        @Override
        public boolean holds(Source source) {
            Value value = path.of(source);
            return value != null && words.contains(ValueText.readable(value).toLowerCase(Locale.ROOT));
        }
    }

    /** The text, or one text of a list, contains the word; case does not matter. */
    record Contains(Path path, String word) implements Condition {
        @Override
        public boolean holds(Source source) {
            Value value = path.of(source);
            return value != null
                    && ValueText.readable(value).toLowerCase(Locale.ROOT).contains(word);
        }
    }

    /** The day or moment lies before the export's own time. */
    record IsPast(Path path) implements Condition {
        @Override
        public boolean holds(Source source) {
            Instant asOf = source.surroundings().asOf();
            return switch (path.of(source)) {
                case Value.Moment moment -> moment.instant().isBefore(asOf);
                case Value.Day day ->
                    day.date()
                            .isBefore(LocalDate.ofInstant(
                                    asOf, source.surroundings().zone()));
                case null, default -> false;
            };
        }
    }

    /** The number or amount is above zero. */
    record IsPositive(Path path) implements Condition {
        @Override
        public boolean holds(Source source) {
            return switch (path.of(source)) {
                case Value.Money money -> money.amount().signum() > 0;
                case Value.Decimal decimal -> decimal.number().signum() > 0;
                case Value.Whole whole -> whole.number() > 0;
                case null, default -> false;
            };
        }
    }

    /** The record carries one of these flags. */
    record Flagged(Set<String> flags) implements Condition {
        @Override
        public boolean holds(Source source) {
            return source.record().flags().stream().anyMatch(flags::contains);
        }
    }

    /** What a formula computes is true. */
    record Computed(Formula formula) implements Condition {
        @Override
        public boolean holds(Source source) {
            return formula.holds(source);
        }
    }

    /** Holds for every record. */
    Condition ALWAYS = new All(List.of());

    /** Holds for none. */
    Condition NEVER = new Any(List.of());

    /** Whether all of them hold, without those that always do. */
    static Condition all(List<Condition> conditions) {
        List<Condition> open =
                conditions.stream().filter(one -> !one.equals(ALWAYS)).toList();
        if (open.contains(NEVER)) {
            return NEVER;
        }
        return open.size() == 1 ? open.getFirst() : new All(open);
    }

    /** Whether one of them holds, without those that never do. */
    static Condition any(List<Condition> conditions) {
        List<Condition> open =
                conditions.stream().filter(one -> !one.equals(NEVER)).toList();
        if (open.contains(ALWAYS)) {
            return ALWAYS;
        }
        return open.size() == 1 ? open.getFirst() : new Any(open);
    }

    /** Whether it does not hold. */
    static Condition not(Condition condition) {
        if (condition.equals(ALWAYS)) {
            return NEVER;
        }
        return condition.equals(NEVER) ? ALWAYS : new Not(condition);
    }

    /** The words in lower case, as {@link Is} compares them. */
    static Set<String> folded(List<String> words) {
        return words.stream()
                .map(Choices::spelled)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
