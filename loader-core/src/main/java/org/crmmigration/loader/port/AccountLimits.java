package org.crmmigration.loader.port;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account may spend.
 *
 * @param windows limits on the number of calls in a rolling window, each with the name {@link CallCost#windows} uses
 * @param daily limit on cost per day, null when there is none
 * @param concurrency calls at once
 * @param serverTime limit on the time the server spends on all calls, null when there is none
 */
public record AccountLimits(
        List<Window> windows,
        @Nullable Daily daily,
        int concurrency,
        @Nullable ServerTime serverTime) {

    /** Limits without one on the server's time. */
    public AccountLimits(List<Window> windows, @Nullable Daily daily, int concurrency) {
        this(windows, daily, concurrency, null);
    }

    /** At most {@code calls} in any span of {@code length}. */
    public record Window(String name, int calls, Duration length) {}

    /** At most {@code cost} from midnight to midnight. */
    public record Daily(double cost, ZoneId zone) {}

    /** At most {@code total} of the server's time in any span of {@code length}. */
    public record ServerTime(Duration total, Duration length) {}
}
