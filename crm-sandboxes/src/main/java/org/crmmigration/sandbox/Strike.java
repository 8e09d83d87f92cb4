package org.crmmigration.sandbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the faults do to one call: a delay, and perhaps one failure. */
record Strike(Duration delay, @Nullable Fault failure) {

    static final Strike NONE = new Strike(Duration.ZERO, null);

    boolean canTake(Fault fault) {
        return failure == null || fault instanceof Fault.Latency || fault instanceof Fault.LatencySpread;
    }

    Strike plus(Fault fault, RandomGenerator random) {
        return switch (fault) {
            case Fault.Latency(Duration fixed) -> new Strike(delay.plus(fixed), failure);
            case Fault.LatencySpread spread -> new Strike(delay.plus(draw(spread, random.nextDouble())), failure);
            case Fault.Stall(Duration until) -> new Strike(delay.plus(until), fault);
            case Fault.ErrorBeforeEffect before -> new Strike(delay, before);
            case Fault.ErrorAfterCommit after -> new Strike(delay, after);
            case Fault.DropAfterCommit drop -> new Strike(delay, drop);
            case Fault.ResetBeforeEffect reset -> new Strike(delay, reset);
            case Fault.RateLimitStorm storm -> new Strike(delay, storm);
            case Fault.HtmlForbidden html -> new Strike(delay, html);
            case Fault.VendorError named -> new Strike(delay, named);
        };
    }

    private static Duration draw(Fault.LatencySpread spread, double at) {
        if (at < 0.5) {
            return between(Duration.ZERO, spread.p50(), at / 0.5);
        }
        if (at < 0.95) {
            return between(spread.p50(), spread.p95(), (at - 0.5) / 0.45);
        }
        return between(spread.p95(), spread.p99(), Math.min(1, (at - 0.95) / 0.04));
    }

    private static Duration between(Duration low, Duration high, double share) {
        return low.plusNanos((long) (high.minus(low).toNanos() * share));
    }
}
