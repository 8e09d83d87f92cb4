package org.crmmigration.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** A rolling window that lets a number of calls through; refused calls do not count. Thread-safe. */
public final class SlidingWindow {

    private final int limit;
    private final Duration length;
    private final Clock clock;
    private final ArrayDeque<Instant> granted = new ArrayDeque<>();

    /**
     * The state after asking.
     *
     * @param remaining calls still free in the window
     * @param reset time until the oldest call leaves the window; zero when the window is empty
     */
    public record Grant(boolean granted, int limit, int remaining, Duration reset) {}

    public SlidingWindow(int limit, Duration length, Clock clock) {
        this.limit = limit;
        this.length = length;
        this.clock = clock;
    }

    public synchronized Grant take() {
        Instant now = clock.instant();
        while (!granted.isEmpty() && !granted.peekFirst().plus(length).isAfter(now)) {
            granted.removeFirst();
        }
        boolean free = granted.size() < limit;
        if (free) {
            granted.addLast(now);
        }
        Instant oldest = granted.peekFirst();
        Duration reset = oldest == null ? Duration.ZERO : Duration.between(now, oldest.plus(length));
        return new Grant(free, limit, limit - granted.size(), reset);
    }
}
