package org.crmmigration.reconcile.lag;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/**
 * Works out when a run ends: commands that are left, times calls per command as seen in their phase (where it has not
 * begun: as the CRM takes objects together, else as in the others), over the pace of calls as seen, or as the account's windows permit while none was seen, and around the
 * days' budgets. The later figure takes the costliest phase for those not begun, and the pace less 1.28 deviations.
 */
final class Forecasting {

    /** Objects read back by one call where the lane does not say. */
    private static final double PER_READ_BACK = 50;

    private static final double NO_PACE = 10;
    private static final double NINETY = 1.28;
    private static final double SLOWEST = 0.5;
    private static final double UNKNOWN_PHASE = 1.3;
    private static final int LONGEST_DAYS = 3_650;

    private final RunStanding run;
    private final long sourceRecords;
    private final @Nullable LaneStateChanged lane;
    private final Instant now;

    /**
     * @param sourceRecords records of the export; what is not mapped yet is guessed from it
     */
    Forecasting(RunStanding run, long sourceRecords, @Nullable LaneStateChanged lane, Instant now) {
        this.run = run;
        this.sourceRecords = sourceRecords;
        this.lane = lane;
        this.now = now;
    }

    /**
     * The forecast; empty when the lane waits and nobody knows until when.
     *
     * @param perSecond outcomes a second as seen, 0 when none were
     * @param deviation of that, in outcomes a second
     */
    Optional<Forecast> forecast(double perSecond, double deviation) {
        Instant start = start();
        if (start == null) {
            return Optional.empty();
        }
        double usual = usualCalls();
        double calls = calls(usual);
        double costs = calls * costPerCall();
        double pace = pace(perSecond * currentCalls());
        double slow = pace - Math.min(NINETY * deviation * currentCalls(), SLOWEST * pace);
        Instant p50 = end(start, calls, pace);
        Instant p90 = end(start, calls(Math.max(dearestCalls(), UNKNOWN_PHASE * usual)), slow);
        return Optional.of(new Forecast(run.run(), now, p50, p90, left(), Math.round(calls), costs));
    }

    private @Nullable Instant start() {
        if (lane == null || lane.reason() == LaneReason.NONE || lane.reason() == LaneReason.GATE_CLOSED) {
            return now;
        }
        Instant until = lane.until();
        if (until != null) {
            return until.isAfter(now) ? until : now;
        }
        return lane.reason() == LaneReason.THROTTLED ? now : null;
    }

    private long left() {
        long known = run.phases().stream()
                .mapToLong(phase -> phase.objects() - phase.done())
                .sum();
        return known + unmapped() + readBacks();
    }

    private long unmapped() {
        return run.endedAt() != null ? 0 : Math.max(0, sourceRecords - objects());
    }

    private long objects() {
        return run.mapped().stream().mapToLong(PhaseStanding::objects).sum();
    }

    /** Objects of a verification that is not written yet. */
    private long readBacks() {
        return run.phase(PhaseStanding.VERIFICATION).isPresent() ? 0 : objects() + unmapped();
    }

    private double calls(double perUnknownCommand) {
        double calls = unmapped() * perUnknownCommand + readBacks() / perReadBack();
        for (PhaseStanding phase : run.phases()) {
            boolean reading = phase.number() == PhaseStanding.VERIFICATION;
            double unknown = reading ? 1 / perReadBack() : perUnknownCommand;
            double each = phase.done() == 0 ? unknown : (double) phase.calls() / phase.done();
            calls += each * (phase.objects() - phase.done());
        }
        return calls;
    }

    /**
     * In a phase that has not begun. Where the CRM takes objects in bulk, what the vocabulary cost, one by one, says nothing
     * about the records that follow.
     */
    private double usualCalls() {
        double together = figure("objectsPerCall");
        return together > 1 ? 1 / together : seenCalls();
    }

    private double seenCalls() {
        long done = run.mapped().stream().mapToLong(PhaseStanding::done).sum();
        long calls = run.mapped().stream().mapToLong(PhaseStanding::calls).sum();
        return done == 0 ? 1 : (double) calls / done;
    }

    private double perReadBack() {
        double together = figure("objectsPerReadBack");
        return together > 0 ? together : PER_READ_BACK;
    }

    private double dearestCalls() {
        if (figure("objectsPerCall") > 1) {
            return UNKNOWN_PHASE * usualCalls();
        }
        return run.mapped().stream()
                .filter(phase -> phase.done() > 0)
                .mapToDouble(phase -> (double) phase.calls() / phase.done())
                .max()
                .orElse(1);
    }

    /** Calls per command of the phase that moves. */
    private double currentCalls() {
        List<PhaseStanding> moving = run.phases().stream()
                .filter(phase -> phase.done() > 0 && phase.done() < phase.objects() && phase.calls() > 0)
                .toList();
        return moving.isEmpty()
                ? seenCalls()
                : (double) moving.getLast().calls() / moving.getLast().done();
    }

    private double costPerCall() {
        long calls = run.phases().stream().mapToLong(PhaseStanding::calls).sum();
        double cost = run.phases().stream().mapToDouble(PhaseStanding::cost).sum();
        return calls == 0 ? 1 : cost / calls;
    }

    private double pace(double seen) {
        double permitted = figure("callsPerSecond");
        if (seen <= 0) {
            return permitted > 0 ? permitted : NO_PACE;
        }
        return permitted > 0 ? Math.min(seen, permitted) : seen;
    }

    /** Around the days' budgets, each from midnight UTC. */
    private Instant end(Instant start, double calls, double pace) {
        double limit = figure("budgetLimit");
        double perCall = costPerCall();
        double today = limit > 0 ? figure("budgetRemaining") / perCall : Double.MAX_VALUE;
        Instant at = start;
        double rest = calls;
        for (int day = 0; rest > today && day < LONGEST_DAYS; day++) {
            rest -= today;
            at = midnightAfter(at);
            today = limit / perCall;
        }
        return at.plusMillis(Math.round(1000 * rest / Math.max(pace, 0.001)));
    }

    private double figure(String name) {
        return lane == null ? 0 : lane.figures().getOrDefault(name, 0.0);
    }

    private static Instant midnightAfter(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
