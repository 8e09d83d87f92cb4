package org.crmmigration.sandbox.pipedrive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two ways Pipedrive writes an instant, and its dates and times of day. */
final class Times {

    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern OF_DAY = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");

    private Times() {}

    /** {@code 2026-01-31T10:20:30Z}, the form of v2. */
    static String rfc3339(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 2026-01-31 10:20:30} in UTC, the form of v1. */
    static String spaced(Instant instant) {
        return SPACED.format(instant.atOffset(ZoneOffset.UTC));
    }

    static @Nullable Instant parseRfc3339(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant parseSpaced(String text) {
        try {
            return LocalDateTime.parse(text, SPACED).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static boolean isDate(String text) {
        try {
            return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** {@code HH:MM:SS} for {@code HH:MM} or {@code HH:MM:SS}, null when it is neither. */
    static @Nullable String ofDay(String text) {
        try {
            return OF_DAY.matcher(text).matches()
                    ? DateTimeFormatter.ISO_LOCAL_TIME.format(
                            LocalTime.parse(text).truncatedTo(ChronoUnit.SECONDS))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
