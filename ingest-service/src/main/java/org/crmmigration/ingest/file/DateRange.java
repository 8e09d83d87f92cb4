package org.crmmigration.ingest.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days a file was exported for, both included.
 *
 * @param from the first day
 * @param to the last day, not before the first
 */
public record DateRange(LocalDate from, LocalDate to) {

    private static final String DAY = "(\\d{4})[-.]?(\\d{2})[-.]?(\\d{2})";
    private static final Pattern RANGE =
            Pattern.compile("(?<!\\d)" + DAY + "(?:[\\s_.\\-]+|[\\s_.\\-]*to[\\s_.\\-]*)" + DAY + "(?!\\d)");

    /** A range that a file name or a setting states, for example {@code 2025-01-01_to_2025-06-30}. */
    public static Optional<DateRange> of(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            LocalDate from = day(matcher, 1);
            LocalDate to = day(matcher, 4);
            return to.isBefore(from) ? Optional.empty() : Optional.of(new DateRange(from, to));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Matcher matcher, int group) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(group)),
                Integer.parseInt(matcher.group(group + 1)),
                Integer.parseInt(matcher.group(group + 2)));
    }
}
