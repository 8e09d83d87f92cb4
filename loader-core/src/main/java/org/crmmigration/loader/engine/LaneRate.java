package org.crmmigration.loader.engine;

import java.time.Clock;

/** Outcomes per second, smoothed over about half a minute of looks. */
final class LaneRate {

    private static final double SMOOTHING_MILLIS = 30_000;

    private final Clock clock;
    private long lastMillis;
    private long lastCount;
    private double rate;

    LaneRate(Clock clock) {
        this.clock = clock;
        this.lastMillis = clock.millis();
    }

    /** The rate, given how many outcomes there are now. */
    synchronized double of(long count) {
        long now = clock.millis();
        long elapsed = now - lastMillis;
        if (elapsed >= 400) {
            double current = Math.max(0, count - lastCount) * 1000.0 / elapsed;
            double weight = rate == 0 ? 1 : 1 - Math.exp(-elapsed / SMOOTHING_MILLIS);
            rate += weight * (current - rate);
            lastMillis = now;
            lastCount = count;
        }
        return rate;
    }
}
