package org.crmmigration.pipedrive.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.port.BudgetSignal;
import org.jspecify.annotations.Nullable;

/** What Pipedrive's headers say of limits and delays. */
final class Headers {

    private Headers() {}

    /** What the headers say of window and day; {@code x-ratelimit-reset} is read as seconds. */
    static BudgetSignal signal(ApiResponse response) {
        Double limit = number(response, "x-ratelimit-limit");
        Double remaining = number(response, "x-ratelimit-remaining");
        Double reset = number(response, "x-ratelimit-reset");
        return new BudgetSignal(
                limit == null ? null : limit.intValue(),
                remaining == null ? null : Math.max(0, remaining.intValue()),
                reset == null ? null : Duration.ofMillis((long) (reset * 1000)),
                number(response, "x-daily-ratelimit-token-limit"),
                number(response, "x-daily-ratelimit-token-remaining"));
    }

    /** The server's own delay, given in seconds or as a date. */
    static @Nullable Duration retryAfter(ApiResponse response, Clock clock) {
        String text = response.header("retry-after").orElse("").strip();
        Double seconds = parse(text);
        if (seconds != null) {
            return Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(clock.instant(), date);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Double number(ApiResponse response, String header) {
        return parse(response.header(header).orElse("").strip());
    }

    private static @Nullable Double parse(String text) {
        return text.matches("-?\\d+(\\.\\d+)?") ? Double.valueOf(text) : null;
    }
}
