package org.crmmigration.mapping.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/** A named step of an expression; {@code null} in, {@code null} out, and an empty value stays empty. */
public enum Transform {
    /** The day of a moment in the account's zone. */
    DATE {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Moment moment
                    ? new Value.Day(LocalDate.ofInstant(moment.instant(), around.zone()))
                    : value;
        }
    },
    /** The day of a moment in UTC. */
    DATE_UTC {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Moment moment
                    ? new Value.Day(LocalDate.ofInstant(moment.instant(), ZoneOffset.UTC))
                    : value;
        }
    },
    /** The time of day of a moment in UTC, {@code HH:MM}. */
    TIME_UTC {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Moment moment
                    ? new Value.Text(HOURS_MINUTES.format(moment.instant().atOffset(ZoneOffset.UTC)))
                    : null;
        }
    },
    /** A day as the moment it begins in the account's zone. */
    START_OF_DAY {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Day day
                    ? new Value.Moment(day.date().atStartOfDay(around.zone()).toInstant())
                    : value;
        }
    },
    /** Minutes as {@code HH:MM}. */
    DURATION {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Whole minutes && minutes.number() >= 0
                    ? new Value.Text(
                            String.format(Locale.ROOT, "%02d:%02d", minutes.number() / 60, minutes.number() % 60))
                    : null;
        }
    },
    /** The amount of money without its currency. */
    AMOUNT {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Money money ? new Value.Decimal(money.amount()) : value;
        }
    },
    /** The code of an amount's currency. */
    CURRENCY {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Money money ? new Value.Text(money.currency()) : null;
        }
    },
    /** No money, in the currency of the amount. */
    ZERO {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return value instanceof Value.Money money ? new Value.Money(BigDecimal.ZERO, money.currency()) : value;
        }
    },
    /** Capital letters. */
    UPPER {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return new Value.Text(ValueText.readable(value).toUpperCase(Locale.ROOT));
        }
    },
    /** Small letters. */
    LOWER {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return new Value.Text(ValueText.readable(value).toLowerCase(Locale.ROOT));
        }
    },
    /** Text on one line. */
    ONE_LINE {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            String text = ValueText.readable(value);
            String spaced = isSpaced(text) ? text : SPACE.matcher(text).replaceAll(" ");
            return new Value.Text(spaced.strip());
        }
    },
    /** Plain text as HTML: markup is escaped, lines are kept. */
    HTML {
        @Override
        @Nullable
        Value change(Value value, Surroundings around) {
            return new Value.Text(ValueText.readable(value)
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("\r\n", "\n")
                    .replace("\n", "<br>"));
        }
    };

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final DateTimeFormatter HOURS_MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Map<String, Transform> BY_WORD = byWord();

    /** Whether all white space is single blanks, as in nearly every text. */
    private static boolean isSpaced(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || (letter == ' ' && i > 0 && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }

    abstract @Nullable Value change(Value value, Surroundings around);

    /** The value after this step; {@code null} when it cannot be taken. */
    @Nullable
    Value apply(@Nullable Value value, Surroundings around) {
        return value == null || value instanceof Value.Nothing ? value : change(value, around);
    }

    /** The word a mapping file uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word. */
    static List<String> words() {
        return List.copyOf(BY_WORD.keySet());
    }

    /** Reads what {@link #word()} wrote. */
    static Transform of(String word) {
        return Objects.requireNonNull(BY_WORD.get(word));
    }

    private static Map<String, Transform> byWord() {
        Map<String, Transform> words = new TreeMap<>();
        Arrays.stream(values()).forEach(transform -> words.put(transform.word(), transform));
        return words;
    }
}
