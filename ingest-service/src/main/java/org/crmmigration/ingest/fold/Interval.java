package org.crmmigration.ingest.fold;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a subscription is billed.
 *
 * @param unit day, week, month or year
 */
record Interval(long count, String unit) {

    private static final Pattern EVERY = Pattern.compile("(?:every\\s+)?(\\d{1,3})\\s*(day|week|month|year)s?");
    private static final Map<String, Interval> WORDS = Map.of(
            "daily", new Interval(1, "day"),
            "weekly", new Interval(1, "week"),
            "biweekly", new Interval(2, "week"),
            "monthly", new Interval(1, "month"),
            "quarterly", new Interval(3, "month"),
            "yearly", new Interval(1, "year"),
            "annually", new Interval(1, "year"),
            "annual", new Interval(1, "year"));

    static Optional<Interval> of(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = EVERY.matcher(lower);
        if (matcher.matches()) {
            return Optional.of(new Interval(Long.parseLong(matcher.group(1)), matcher.group(2)));
        }
        return Optional.ofNullable(WORDS.get(lower));
    }

    Duration length() {
        long days = switch (unit) {
            case "day" -> 1;
            case "week" -> 7;
            case "month" -> 31;
            default -> 366;
        };
        return Duration.ofDays(days * count);
    }
}
