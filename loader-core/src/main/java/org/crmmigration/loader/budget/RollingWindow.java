package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.crmmigration.loader.port.AccountLimits;

/**
 * Grants at most so many calls in any span of the window's length. Calls reach the server later than they are granted,
 * and not all equally late, so each occupies its place a little longer than the window: a margin that grows with every
 * refusal and shrinks slowly without one. Not thread-safe.
 */
final class RollingWindow {

    private static final Duration FIRST_MARGIN = Duration.ofMillis(24);
    private static final Duration LEAST_MARGIN = Duration.ofMillis(4);
    private static final Duration STEP_UP = Duration.ofMillis(5);
    private static final Duration STEP_DOWN = Duration.ofMillis(1);
    private static final int CALM = 4_000;

    private final Duration length;
    private final double reserve;
    private final Deque<Instant> granted = new ArrayDeque<>();
    private int limit;
    private Duration margin = FIRST_MARGIN;
    private int calm;

    RollingWindow(AccountLimits.Window window, double reserve) {
        this.length = window.length();
        this.reserve = reserve;
        limit(window.calls());
    }

    /** The earliest time at which one more call may go. */
    Instant earliest(Instant now) {
        forget(now);
        return granted.size() < limit ? now : granted.getFirst().plus(length).plus(margin);
    }

    /** Counts a call. */
    void take(Instant now) {
        granted.addLast(now);
        if (++calm >= CALM) {
            calm = 0;
            margin = shorter(margin.minus(STEP_DOWN), LEAST_MARGIN) ? LEAST_MARGIN : margin.minus(STEP_DOWN);
        }
    }

    /** Counts calls that others made, or that were made before a restart. */
    void occupy(int calls, Instant now) {
        for (int i = 0; i < Math.min(calls, limit); i++) {
            granted.addLast(now);
        }
    }

    /** Calls in the window as far as we know. */
    int occupied(Instant now) {
        forget(now);
        return granted.size();
    }

    /** Calls the window takes, reserve deducted. */
    int limit() {
        return limit;
    }

    /** Adapts to the limit the server names, of which the reserve is kept free. */
    void limit(int calls) {
        limit = Math.max(1, (int) Math.floor(calls * (1 - reserve)));
    }

    /** The server refused a call for its rate although we granted it. */
    void refused() {
        calm = 0;
        Duration most = length.dividedBy(4);
        margin = shorter(margin.plus(STEP_UP), most) ? margin.plus(STEP_UP) : most;
    }

    Duration length() {
        return length;
    }

    private void forget(Instant now) {
        Instant start = now.minus(length).minus(margin);
        while (!granted.isEmpty() && !granted.getFirst().isAfter(start)) {
            granted.removeFirst();
        }
    }

    private static boolean shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0;
    }
}
