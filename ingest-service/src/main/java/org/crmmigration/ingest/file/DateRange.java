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
    private static final String KARTRA_DAY = "(\\d{2})[-.](\\d{2})[-.](\\d{4})";
    private static final String BETWEEN = "(?:[\\s_.\\-]+|[\\s_.\\-]*to[\\s_.\\-]*)";
    private static final Pattern RANGE = Pattern.compile("(?<!\\d)" + DAY + BETWEEN + DAY + "(?!\\d)");
    private static final Pattern KARTRA_RANGE =
            Pattern.compile("(?<!\\d)" + KARTRA_DAY + BETWEEN + KARTRA_DAY + "(?!\\d)");

    /**
     * A range that a file name or a setting states, for example {@code 2025-01-01_to_2025-06-30}, or with the day first,
     * as Kartra names its files, {@code 01-01-2025_to_30-06-2025}.
     */
    public static Optional<DateRange> of(String text) {
        Matcher iso = RANGE.matcher(text);
        if (iso.find()) {
            return range(iso, 1, 2, 3);
        }
        Matcher kartra = KARTRA_RANGE.matcher(text);
        return kartra.find() ? range(kartra, 3, 2, 1) : Optional.empty();
    }

    private static Optional<DateRange> range(Matcher matcher, int year, int month, int day) {
        try {
            LocalDate from = day(matcher, year, month, day);
            LocalDate to = day(matcher, year + 3, month + 3, day + 3);
            return to.isBefore(from) ? Optional.empty() : Optional.of(new DateRange(from, to));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalDate day(Matcher matcher, int year, int month, int day) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(year)),
                Integer.parseInt(matcher.group(month)),
                Integer.parseInt(matcher.group(day)));
    }
}
