package org.crmmigration.pipedrive;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.ReadBack.Verdict;
import tools.jackson.databind.JsonNode;

/** How a wire value is compared with what stands in Pipedrive; empty values of all kinds are equal. */
enum Shape {
    TEXT,
    NUMBER,
    MONEY,
    INSTANT,
    TIME_OF_DAY,
    HTML,
    ADDRESS,
    CONSENT,
    LABELS,
    OPTIONS,
    EMAILS,
    PHONES,
    PARTICIPANTS,
    /** Never equal: the value cannot be written as it is. */
    IMPOSSIBLE;

    /** A verdict and, unless equal, the reason. */
    record Comparison(Verdict verdict, String reason) {
        private static final Comparison EQUAL = new Comparison(Verdict.EQUAL, "");

        boolean same() {
            return verdict != Verdict.DIFFERENT;
        }

        private static Comparison explained(boolean holds, String reason) {
            return holds ? new Comparison(Verdict.EXPLAINED, reason) : different("Pipedrive holds another value");
        }

        private static Comparison different(String reason) {
            return new Comparison(Verdict.DIFFERENT, reason);
        }
    }

    /** Whether people may have added items beside ours, which are kept. */
    boolean isSet() {
        return switch (this) {
            case LABELS, OPTIONS, EMAILS, PHONES, PARTICIPANTS -> true;
            case TEXT, NUMBER, MONEY, INSTANT, TIME_OF_DAY, HTML, ADDRESS, CONSENT, IMPOSSIBLE -> false;
        };
    }

    Comparison compare(JsonNode wanted, JsonNode current) {
        if (this == IMPOSSIBLE) {
            return Comparison.different("the value cannot be written as the command says");
        }
        if (Wire.isEmpty(wanted) && Wire.isEmpty(current)) {
            return Comparison.EQUAL;
        }
        if (isSet()) {
            return compareItems(items(wanted), items(current));
        }
        if (Wire.isEmpty(wanted) || Wire.isEmpty(current)) {
            return Comparison.different(Wire.isEmpty(current) ? "Pipedrive holds no value" : "Pipedrive holds a value");
        }
        return compareValues(wanted, current);
    }

    boolean same(JsonNode wanted, JsonNode current) {
        return compare(wanted, current).same();
    }

    private Comparison compareValues(JsonNode wanted, JsonNode current) {
        return switch (this) {
            case NUMBER -> exact(number(wanted, current));
            case MONEY ->
                exact(number(wanted.path("value"), current.path("value"))
                        && text(wanted.path("currency")).equals(text(current.path("currency"))));
            case INSTANT -> exact(Likeness.sameInstant(text(wanted), text(current)));
            case TIME_OF_DAY -> exact(Likeness.minutes(text(wanted)).equals(Likeness.minutes(text(current))));
            case HTML ->
                text(wanted).equals(text(current))
                        ? Comparison.EQUAL
                        : Comparison.explained(
                                Likeness.plain(text(wanted)).equals(Likeness.plain(text(current))),
                                "Pipedrive cleans HTML; the text is the same");
            case ADDRESS -> address(wanted, current);
            case CONSENT ->
                text(wanted).equals(text(current))
                        ? Comparison.EQUAL
                        : Comparison.explained(text(current).equals("archived"), "already further from contact");
            case TEXT, LABELS, OPTIONS, EMAILS, PHONES, PARTICIPANTS, IMPOSSIBLE ->
                text(wanted).equals(text(current))
                        ? Comparison.EQUAL
                        : Comparison.explained(
                                Likeness.folded(text(wanted)).equals(Likeness.folded(text(current))),
                                "spaces are written differently");
        };
    }

    private static Comparison address(JsonNode wanted, JsonNode current) {
        JsonNode value = current.isObject() ? current.path("value") : current;
        if (!text(wanted.path("value")).equals(text(value))) {
            return Comparison.explained(
                    Likeness.folded(text(wanted.path("value"))).equals(Likeness.folded(text(value))),
                    "spaces are written differently");
        }
        boolean parts = wanted.propertyNames().stream()
                .allMatch(part -> text(wanted.path(part)).equals(text(current.path(part))));
        return parts || !current.isObject()
                ? Comparison.EQUAL
                : Comparison.explained(true, "Pipedrive worked out the address's parts itself");
    }

    private Comparison compareItems(Set<String> wanted, Set<String> current) {
        if (wanted.equals(current)) {
            return Comparison.EQUAL;
        }
        return current.containsAll(wanted)
                ? Comparison.explained(true, "others were added in Pipedrive")
                : Comparison.different("Pipedrive lacks some of the values");
    }

    /** What identifies each item of an array; one value counts as an array of one. */
    Set<String> items(JsonNode array) {
        if (Wire.isEmpty(array)) {
            return Set.of();
        }
        return array.isArray()
                ? array.valueStream().map(this::identity).collect(Collectors.toUnmodifiableSet())
                : Set.of(identity(array));
    }

    /** What identifies an item among its like. */
    String identity(JsonNode item) {
        return switch (this) {
            case EMAILS -> text(item.path("value")).toLowerCase(Locale.ROOT).strip();
            case PHONES -> Likeness.digits(text(item.path("value")));
            case PARTICIPANTS -> text(item.path("person_id"));
            case TEXT, NUMBER, MONEY, INSTANT, TIME_OF_DAY, HTML, ADDRESS, CONSENT, LABELS, OPTIONS, IMPOSSIBLE ->
                text(item);
        };
    }

    private static Comparison exact(boolean equal) {
        return equal ? Comparison.EQUAL : Comparison.different("Pipedrive holds another value");
    }

    private static boolean number(JsonNode wanted, JsonNode current) {
        return wanted.isNumber() && current.isNumber() && wanted.decimalValue().compareTo(current.decimalValue()) == 0;
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }
}
