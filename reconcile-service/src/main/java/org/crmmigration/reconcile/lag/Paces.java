package org.crmmigration.reconcile.lag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/** The pace of every migration. */
public final class Paces {

    private final Clock clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    /** Paces by a clock. */
    public Paces(Clock clock) {
        this.clock = clock;
    }

    /** Takes in where a run stands. */
    public void observe(String migration, RunStanding run) {
        pace(migration).observe(run.done());
    }

    /** How far the run is, and how long the rest takes if nothing changes. */
    public Progress progress(String migration, RunStanding run, @Nullable LaneStateChanged lane) {
        double rate = pace(migration).perSecond();
        return new Progress(run.objects(), run.done(), rate, eta(run.objects() - run.done(), rate, lane));
    }

    private @Nullable Long eta(long remaining, double rate, @Nullable LaneStateChanged lane) {
        if (remaining == 0) {
            return 0L;
        }
        boolean blocked = lane != null && lane.reason() != LaneReason.NONE && lane.reason() != LaneReason.THROTTLED;
        Instant until = lane == null ? null : lane.until();
        if (rate <= 0 || (blocked && until == null)) {
            return null;
        }
        long wait = blocked && until != null
                ? Math.max(0, Duration.between(clock.instant(), until).toSeconds())
                : 0;
        return wait + (long) Math.ceil(remaining / rate);
    }

    private Pace pace(String migration) {
        return paces.computeIfAbsent(migration, _ -> new Pace(clock));
    }
}
