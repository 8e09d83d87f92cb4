package org.crmmigration.loader.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the server said about the budget; null where it said nothing. Stronger than our own arithmetic.
 *
 * @param windowLimit calls allowed per window
 * @param windowRemaining calls left in the window
 * @param windowReset until the window is fresh
 * @param dailyLimit the day's budget
 * @param dailyRemaining what is left of it
 * @param parallelism calls at once the server recommends now
 * @param timeRemaining what is left of the server's time in its window
 */
public record BudgetSignal(
        @Nullable Integer windowLimit,
        @Nullable Integer windowRemaining,
        @Nullable Duration windowReset,
        @Nullable Double dailyLimit,
        @Nullable Double dailyRemaining,
        @Nullable Integer parallelism,
        @Nullable Duration timeRemaining) {

    /** A signal about windows and day. */
    public BudgetSignal(
            @Nullable Integer windowLimit,
            @Nullable Integer windowRemaining,
            @Nullable Duration windowReset,
            @Nullable Double dailyLimit,
            @Nullable Double dailyRemaining) {
        this(windowLimit, windowRemaining, windowReset, dailyLimit, dailyRemaining, null, null);
    }

    /** Nothing said. */
    public static final BudgetSignal NONE = new BudgetSignal(null, null, null, null, null);
}
