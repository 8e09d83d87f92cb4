package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

    private static final Pattern EVERY = Pattern.compile("(?:every\\s+)?([1-9]\\d{0,2})[\\s-]*(day|week|month|year)s?");
    private static final Pattern EACH = Pattern.compile("(?:every|each|per)\\s+(day|week|month|year)");
    private static final Map<String, Interval> WORDS = Map.ofEntries(
            Map.entry("daily", new Interval(1, "day")),
            Map.entry("weekly", new Interval(1, "week")),
            Map.entry("biweekly", new Interval(2, "week")),
            Map.entry("fortnightly", new Interval(2, "week")),
            Map.entry("monthly", new Interval(1, "month")),
            Map.entry("bimonthly", new Interval(2, "month")),
            Map.entry("quarterly", new Interval(3, "month")),
            Map.entry("semiannually", new Interval(6, "month")),
            Map.entry("biannually", new Interval(6, "month")),
            Map.entry("yearly", new Interval(1, "year")),
            Map.entry("annually", new Interval(1, "year")),
            Map.entry("annual", new Interval(1, "year")),
            Map.entry("biennially", new Interval(2, "year")));

    static Optional<Interval> of(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = EVERY.matcher(lower);
        if (matcher.matches()) {
            return Optional.of(new Interval(Long.parseLong(matcher.group(1)), matcher.group(2)));
        }
        Matcher each = EACH.matcher(lower);
        return each.matches()
                ? Optional.of(new Interval(1, each.group(1)))
                : Optional.ofNullable(WORDS.get(lower.replace("-", "")));
    }

    /** So many intervals later. */
    Instant after(Instant at, int times) {
        ChronoUnit unitOfTime = switch (unit) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
        return at.atOffset(ZoneOffset.UTC).plus(count * times, unitOfTime).toInstant();
    }
}
