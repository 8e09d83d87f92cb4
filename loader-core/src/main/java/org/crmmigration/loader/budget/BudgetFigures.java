package org.crmmigration.loader.budget;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An account's budget at a moment.
 *
 * @param limit spendable per day with the reserve deducted, 0 when the vendor has no daily budget
 * @param used spent today as far as known, others' use included where the server tells
 * @param throttled calls the server refused for their rate, since this process started
 * @param inFlight calls at the server
 * @param waiting calls waiting for the budget
 * @param callsPerSecond what the windows permit in the long run, 0 when there are none
 * @param silence how long the server has answered none of the calls made, zero when it answered the last that ended
 * @param hold why nothing goes now, null when calls may go
 */
public record BudgetFigures(
        double limit,
        double used,
        long throttled,
        int inFlight,
        int waiting,
        double callsPerSecond,
        Duration silence,
        @Nullable Hold hold) {

    /** What is left of the day. */
    public double remaining() {
        return Math.max(0, limit - used);
    }
}
