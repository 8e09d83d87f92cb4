package org.crmmigration.reconcile.lag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A smoothed rate of a count that only goes up within a run: an exponentially weighted mean over about a minute. */
final class Pace {

    private static final double MEMORY_SECONDS = 60;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Clock clock;
    private @Nullable Instant at;
    private long count;
    private double rate;
    private double variance;
    private boolean known;

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** Takes in what the count is now; a lower one than before begins anew. */
    synchronized void observe(long now) {
        Instant time = clock.instant();
        if (at == null || now < count) {
            at = time;
            count = now;
            known = false;
            rate = 0;
            return;
        }
        Duration passed = Duration.between(at, time);
        if (passed.compareTo(SHORTEST) < 0) {
            return;
        }
        double seconds = passed.toMillis() / 1000.0;
        double recent = (now - count) / seconds;
        double weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
        variance = known ? (1 - weight) * (variance + weight * (recent - rate) * (recent - rate)) : 0;
        rate = known ? rate + weight * (recent - rate) : recent;
        known = known || recent > 0;
        at = time;
        count = now;
    }

    /** How much it varies, per second. */
    synchronized double deviation() {
        return Math.sqrt(variance);
    }

    /** Per second; 0 while unknown. */
    synchronized double perSecond() {
        return rate;
    }
}
