package org.crmmigration.mapping.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * Where a destination field's value comes from. {@code null} is absent: the field is left out of the command. The closed
 * list of all forms, each a few lines, which is what makes the file long.
 */
public sealed interface Expression {

    /** The value for a record. */
    @Nullable
    Value of(Source source);

    /** What a path reads. */
    record From(Path path) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            return path.of(source);
        }
    }

    /** The same for every record. */
    record Constant(Value value) implements Expression {
        @Override
        public Value of(Source source) {
            return value;
        }
    }

    /** Text with values in it. */
    record Filled(Template template) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            String text = template.of(source);
            return text == null ? null : new Value.Text(text);
        }
    }

    /** Lines of text; a line whose places all lack a value is left out. */
    record Lines(List<Template> lines) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            StringJoiner text = new StringJoiner("\n");
            for (Template template : lines) {
                String line = template.of(source);
                if (line != null) {
                    text.add(line);
                }
            }
            return text.length() == 0 ? null : new Value.Text(text.toString());
        }
    }

    /** The first that has a value. */
    record First(List<Expression> expressions) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            Value found = null;
            for (Expression expression : expressions) {
                Value value = expression.of(source);
                if (value != null && !(value instanceof Value.Nothing)) {
                    return value;
                }
                found = found == null ? value : found;
            }
            return found;
        }
    }

    /** All of them as one list without repetitions; empty, not absent, when a part is known and empty. */
    record Together(List<Expression> expressions) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            if (expressions.size() == 1 && expressions.getFirst().of(source) instanceof Value.Text text) {
                return new Value.Texts(List.of(text.text()));
            }
            Map<String, String> texts = new LinkedHashMap<>();
            boolean known = false;
            for (Expression expression : expressions) {
                Value value = expression.of(source);
                known |= value != null;
                for (String text : texts(value)) {
                    texts.putIfAbsent(text.toLowerCase(Locale.ROOT), text);
                }
            }
            return known ? new Value.Texts(List.copyOf(texts.values())) : null;
        }

        private static List<String> texts(@Nullable Value value) {
            return switch (value) {
                case null -> List.of();
                case Value.Nothing _ -> List.of();
                case Value.Texts list -> list.texts();
                default -> List.of(ValueText.readable(value));
            };
        }
    }

    /** The texts of those that have a value, with something between them. */
    record Joined(List<Expression> expressions, String between) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            StringBuilder text = new StringBuilder();
            for (Expression expression : expressions) {
                String part = text(expression, source);
                if (!part.isEmpty()) {
                    text.append(text.isEmpty() ? "" : between).append(part);
                }
            }
            return text.isEmpty() ? null : new Value.Text(text.toString());
        }
    }

    /** Amounts added up; those in another currency than the first are left out, never converted. */
    record Sum(List<Expression> expressions) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            Value.Money sum = null;
            for (Expression expression : expressions) {
                if (expression.of(source) instanceof Value.Money money) {
                    sum = sum == null ? money : plus(sum, money);
                }
            }
            return sum;
        }

        private static Value.Money plus(Value.Money sum, Value.Money money) {
            return sum.currency().equals(money.currency())
                    ? new Value.Money(sum.amount().add(money.amount()), sum.currency())
                    : sum;
        }
    }

    /**
     * Another object of this run; absent when this run has no such object.
     *
     * @param objectType of the destination
     * @param item names one of several objects made of the same record, for example a stage of a pipeline
     */
    record To(String objectType, Path key, @Nullable Path item) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            String sourceKey = text(key, source);
            String part = item == null ? "" : text(item, source);
            if (sourceKey == null || part == null) {
                return null;
            }
            ObjectKey target = new ObjectKey(objectType, item == null ? sourceKey : sourceKey + '#' + Slug.of(part));
            return source.surroundings().known().test(target) ? new Value.Reference(target) : null;
        }

        private static @Nullable String text(Path path, Source source) {
            return path.of(source) instanceof Value.Text text ? text.text() : null;
        }
    }

    /**
     * An object that exists once in a migration, or once for each distinct text.
     *
     * @param item its value as text tells which one; absent when there is one in all
     */
    record ToOnce(ObjectKey target, @Nullable Expression item) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            if (item == null) {
                return new Value.Reference(target);
            }
            String text = text(item, source);
            if (text.isEmpty()) {
                return null;
            }
            ObjectKey key = new ObjectKey(target.objectType(), target.sourceKey() + '#' + Slug.of(text));
            source.surroundings().notes().item(key, text);
            return new Value.Reference(key);
        }
    }

    /**
     * The object that several records of one kind share.
     *
     * @param group the name of the rule that makes it
     * @param when whether a record belongs to any
     * @param by records with the same text belong together
     */
    record ToGroup(String objectType, String group, Condition when, Expression by) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            ObjectKey key = when.holds(source) ? key(objectType, group, by, source) : null;
            return key != null && source.surroundings().known().test(key) ? new Value.Reference(key) : null;
        }

        /** The key of a record's group; {@code null} when the record has nothing to group it by. */
        public static @Nullable ObjectKey key(String objectType, String group, Expression by, Source source) {
            String text = text(by, source).toLowerCase(Locale.ROOT);
            return text.isEmpty()
                    ? null
                    : new ObjectKey(
                            objectType,
                            group + ':' + source.surroundings().hash().apply(text));
        }
    }

    /**
     * What a formula computes.
     *
     * @param currency the amount whose currency a number gets; absent when the value is no money
     */
    record Computed(Formula formula, @Nullable Path currency) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            Value value = formula.of(source);
            if (currency == null || value == null) {
                return value;
            }
            String code = code(currency.of(source));
            return switch (value) {
                case Value.Decimal decimal
                when !code.isEmpty() -> new Value.Money(decimal.number().setScale(4, RoundingMode.HALF_UP), code);
                case Value.Whole whole
                when !code.isEmpty() -> new Value.Money(BigDecimal.valueOf(whole.number()), code);
                default -> null;
            };
        }

        private static String code(@Nullable Value value) {
            return switch (value) {
                case Value.Money money -> money.currency();
                case Value.Text text -> text.text();
                case null, default -> "";
            };
        }
    }

    /** The value as a person would write it, on its own; empty when there is none. */
    private static String text(Expression expression, Source source) {
        Value value = expression.of(source);
        return value == null ? "" : ValueText.readable(value).strip();
    }

    /** The expression, where a condition holds. */
    record When(Condition condition, Expression expression) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            return condition.holds(source) ? expression.of(source) : null;
        }
    }

    /** Each value replaced by what the table says; case does not matter. */
    record Translated(
            Expression expression,
            Map<String, String> table,
            @Nullable String otherwise) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            return switch (expression.of(source)) {
                case null -> null;
                case Value.Nothing nothing -> nothing;
                case Value.Texts list ->
                    new Value.Texts(list.texts().stream().map(this::translate).toList());
                case Value value -> new Value.Text(translate(ValueText.readable(value)));
            };
        }

        private String translate(String text) {
            String found = table.get(text.toLowerCase(Locale.ROOT));
            if (found != null) {
                return found;
            }
            return otherwise == null ? text : otherwise;
        }
    }

    /** The value after a named step. */
    record Then(Expression expression, Transform transform) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            return transform.apply(expression.of(source), source.surroundings());
        }
    }

    /** Every text with another before it. */
    record Prefixed(Expression expression, Template prefix) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            String before = Objects.requireNonNullElse(prefix.of(source), "");
            return switch (expression.of(source)) {
                case Value.Texts list ->
                    new Value.Texts(
                            list.texts().stream().map(text -> before + text).toList());
                case Value.Text text -> new Value.Text(before + text.text());
                case null, default -> null;
            };
        }
    }

    /** Text cut to a length in UTF-16 units; an ellipsis shows the cut. */
    record Cut(Expression expression, int length) implements Expression {
        @Override
        public @Nullable Value of(Source source) {
            Value value = expression.of(source);
            return value instanceof Value.Text text ? cut(text, length) : value;
        }

        /** The text itself where it is short enough. */
        public static Value.Text cut(Value.Text text, int length) {
            return text.text().length() <= length ? text : new Value.Text(cut(text.text(), length));
        }

        /** The text, not longer than the length, never cut inside a character. */
        public static String cut(String text, int length) {
            if (text.length() <= length) {
                return text;
            }
            int end = length - 1;
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(0, end) + "…";
        }
    }
}
