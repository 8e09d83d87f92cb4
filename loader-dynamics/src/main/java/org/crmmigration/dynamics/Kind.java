package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.ReadBack.Verdict;
import tools.jackson.databind.JsonNode;

/** What a column holds, and how a value is compared with what stands in Dataverse. Empty values of all kinds are equal. */
enum Kind {
    TEXT,
    CHOICE,
    CHOICES,
    FLAG,
    NUMBER,
    MONEY,
    DAY,
    MOMENT,
    LOOKUP,
    CREATED,
    STATE;

    private static final Comparison EQUAL = new Comparison(Verdict.EQUAL, "");

    /** A verdict and, unless equal, the reason. */
    record Comparison(Verdict verdict, String reason) {
        boolean same() {
            return verdict != Verdict.DIFFERENT;
        }
    }

    Comparison compare(JsonNode wanted, JsonNode current) {
        if (isEmpty(wanted) || isEmpty(current)) {
            return isEmpty(wanted) == isEmpty(current)
                    ? EQUAL
                    : different(isEmpty(current) ? "Dataverse holds no value" : "Dataverse holds a value");
        }
        String ours = wanted.asString();
        String theirs = current.asString();
        return ours.equals(theirs) ? EQUAL : compareUnlike(ours, theirs);
    }

    boolean same(JsonNode wanted, JsonNode current) {
        return compare(wanted, current).same();
    }

    /** The options of a multi-select value. */
    static Set<String> options(JsonNode value) {
        return isEmpty(value)
                ? Set.of()
                : Arrays.stream(value.asString().split(",", -1))
                        .map(String::strip)
                        .filter(option -> !option.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isEmpty());
    }

    private Comparison compareUnlike(String ours, String theirs) {
        return switch (this) {
            case TEXT -> explained(plain(ours).equals(plain(theirs)), "line ends or blanks at the end differ");
            case CHOICE, FLAG -> exact(ours.equalsIgnoreCase(theirs));
            case NUMBER -> exact(number(ours).compareTo(number(theirs)) == 0);
            case MONEY -> money(number(ours), number(theirs));
            case CHOICES -> choices(ours, theirs);
            case DAY -> exact(day(ours).equals(day(theirs)));
            case MOMENT -> exact(second(ours).equals(second(theirs)));
            case CREATED -> created(ours, theirs);
            case LOOKUP -> exact(idOf(ours).equalsIgnoreCase(idOf(theirs)));
            case STATE -> exact(stateOf(ours).equals(stateOf(theirs)));
        };
    }

    private static Comparison money(BigDecimal ours, BigDecimal theirs) {
        return ours.compareTo(theirs) == 0
                ? EQUAL
                : explained(
                        ours.setScale(2, RoundingMode.HALF_EVEN).compareTo(theirs.setScale(2, RoundingMode.HALF_EVEN))
                                == 0,
                        "rounded to the currency's precision");
    }

    private static Comparison choices(String ours, String theirs) {
        Set<String> wanted = split(ours);
        Set<String> current = split(theirs);
        return wanted.equals(current)
                ? EQUAL
                : explained(current.containsAll(wanted), "further options were selected in Dataverse");
    }

    private static Comparison created(String ours, String theirs) {
        return second(ours).equals(second(theirs))
                ? EQUAL
                : explained(sameDay(ours, theirs), "Dataverse keeps the day of an older creation date");
    }

    /** Whose day it is, ours or that of the organisation's time zone, is not said. */
    private static boolean sameDay(String ours, String theirs) {
        try {
            Duration apart = Duration.between(Instant.parse(second(ours)), Instant.parse(second(theirs)));
            return apart.abs().compareTo(Duration.ofHours(36)) < 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An id says all: no two rows have the same, of whatever tables. */
    private static String idOf(String reference) {
        int open = reference.indexOf('(');
        return open < 0 ? reference : reference.substring(open + 1, reference.length() - 1);
    }

    private static Set<String> split(String options) {
        return Arrays.stream(options.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    private static String day(String text) {
        return text.length() < 10 ? text : text.substring(0, 10);
    }

    private static String second(String text) {
        try {
            Instant instant = text.length() == 10
                    ? Instant.parse(text + "T00:00:00Z")
                    : OffsetDateTime.parse(text).toInstant();
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException e) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private static String stateOf(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static Comparison exact(boolean holds) {
        return holds ? EQUAL : different("Dataverse holds another value");
    }

    private static Comparison explained(boolean holds, String reason) {
        return holds ? new Comparison(Verdict.EXPLAINED, reason) : different("Dataverse holds another value");
    }

    private static Comparison different(String reason) {
        return new Comparison(Verdict.DIFFERENT, reason);
    }
}
