package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.crmmigration.loader.port.AccountLimits;

/**
 * Grants calls as long as the time the server spends on them stays below a limit in any span of the window's length. What
 * a call takes is known when it has ended; until then it counts as the mean. We measure the way there and back with it,
 * and do not know over how many servers it spreads: where the server tells what is left, our measure is corrected by
 * that. Not thread-safe.
 */
final class TimeWindow {

    private static final double LEARNING = 0.02;
    /** Share of the limit that is used; the rest is for calls that take longer than expected. */
    private static final double USED = 0.99;

    private final Duration length;
    private final double limit;
    private final double total;
    private final Deque<Ended> ended = new ArrayDeque<>();
    private double sum;
    private double mean;
    private double share = 1;
    private int out;

    TimeWindow(AccountLimits.ServerTime time, double reserve) {
        this.length = time.length();
        this.total = time.total().toMillis();
        this.limit = total * (1 - reserve) * USED;
    }

    private record Ended(Instant at, double millis) {}

    /** The earliest time at which one more call may go; {@link Instant#MAX} when one has to end first. */
    Instant earliest(Instant now) {
        forget(now);
        double expected = (sum + (out + 1) * mean) * share;
        if (expected <= limit || (ended.isEmpty() && out == 0)) {
            return now;
        }
        double over = expected - limit;
        for (Ended one : ended) {
            over -= one.millis() * share;
            if (over <= 0) {
                return one.at().plus(length);
            }
        }
        return Instant.MAX;
    }

    void take() {
        out++;
    }

    /** The call of this grant has ended. */
    void answered(Instant granted, Instant now) {
        out--;
        double millis = Duration.between(granted, now).toNanos() / 1e6;
        mean = mean == 0 ? millis : mean + LEARNING * (millis - mean);
        ended.addLast(new Ended(now, millis));
        sum += millis;
    }

    /** The server says how much of its time is left in the window. */
    void heard(Duration remaining, Instant now) {
        forget(now);
        double used = total - remaining.toMillis();
        double seen = sum + out * mean / 2;
        if (used > 0 && seen > total / 20) {
            share += LEARNING * (used / seen - share);
        }
    }

    private void forget(Instant now) {
        while (!ended.isEmpty() && !ended.getFirst().at().plus(length).isAfter(now)) {
            sum -= ended.removeFirst().millis();
        }
    }
}
