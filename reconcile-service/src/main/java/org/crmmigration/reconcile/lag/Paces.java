package org.crmmigration.reconcile.lag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/** The pace of every migration. */
public final class Paces {

    private final Clock clock;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final Map<String, Forecast> first = new ConcurrentHashMap<>();

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

    /**
     * When the run ends; empty when nobody knows. The first forecast of a run that saw it move is kept, to be compared
     * with the truth.
     *
     * @param sourceRecords records of the run's export
     */
    public Optional<Forecast> forecast(
            String migration, RunStanding run, long sourceRecords, @Nullable LaneStateChanged lane) {
        Pace pace = pace(migration);
        Optional<Forecast> forecast =
                new Forecasting(run, sourceRecords, lane, clock.instant()).forecast(pace.perSecond(), pace.deviation());
        boolean moved = pace.perSecond() > 0 && run.done() > 0 && run.done() < run.objects();
        if (moved && forecast.isPresent()) {
            first.compute(
                    migration,
                    (_, kept) -> kept == null || !kept.run().equals(run.run()) ? forecast.orElseThrow() : kept);
        }
        return forecast;
    }

    /** The first forecast of a run, if this instance made one. */
    public Optional<Forecast> first(String migration, String run) {
        return Optional.ofNullable(first.get(migration))
                .filter(forecast -> forecast.run().equals(run));
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
