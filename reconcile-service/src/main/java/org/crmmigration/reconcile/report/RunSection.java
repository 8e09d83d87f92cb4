package org.crmmigration.reconcile.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Writes what a run did: phases, budget, verification, durations. */
final class RunSection {

    private final RunStanding run;
    private final MigrationView view;

    RunSection(RunStanding run, MigrationView view) {
        this.run = run;
        this.view = view;
    }

    List<Report.Phase> phases() {
        return run.phases().stream().map(this::phase).toList();
    }

    Report.Budget budget() {
        LaneStateChanged lane = view.lane();
        Map<String, Double> figures = lane == null ? Map.of() : lane.figures();
        double limit = figures.getOrDefault("budgetLimit", 0.0);
        double used = limit > 0 ? figures.getOrDefault("budgetUsed", 0.0) / limit : 0;
        return new Report.Budget(
                run.phases().stream().mapToLong(PhaseStanding::calls).sum(),
                run.phases().stream().mapToDouble(PhaseStanding::cost).sum(),
                figures.getOrDefault("throttled", 0.0).longValue(),
                figures.getOrDefault("utilisation", used));
    }

    static Report.Verification verification(RunStanding run, Map<String, Long> differentFields) {
        return run.phase(PhaseStanding.VERIFICATION)
                .map(phase -> new Report.Verification(
                        phase.done(),
                        phase.count(Status.VERIFIED),
                        phase.count(Status.FAILED) + phase.count(Status.PARKED),
                        phase.checks().fields(),
                        phase.checks().equal(),
                        phase.checks().explained(),
                        phase.checks().different(),
                        differentFields))
                .orElse(new Report.Verification(0, 0, 0, 0, 0, 0, 0, Map.of()));
    }

    /** Seconds by part. Loading and mapping overlap; total is reading the export plus the run from request to end. */
    Map<String, Double> durations(@Nullable GenerationStanding generation) {
        RunRequested requested = view.run();
        Instant began = requested != null && requested.run().equals(run.run()) ? requested.at() : run.beganAt();
        double ingest = generation == null || generation.completed() == null
                ? 0
                : seconds(generation.beganAt(), generation.completed().at());
        Instant verified = run.phase(PhaseStanding.VERIFICATION)
                .map(PhaseStanding::lastOutcomeAt)
                .orElse(null);
        Map<String, Double> durations = new LinkedHashMap<>();
        durations.put("ingest", ingest);
        durations.put("mapping", seconds(run.beganAt(), run.endedAt()));
        durations.put("load", seconds(began, last(run.mapped())));
        durations.put("verify", seconds(opened(PhaseStanding.VERIFICATION), verified));
        durations.put("total", ingest + seconds(began, last(run.phases())));
        return durations;
    }

    private Report.Phase phase(PhaseStanding phase) {
        long parked = phase.count(Status.PARKED);
        long failed = phase.count(Status.FAILED);
        Map<String, Long> outcomes = new TreeMap<>();
        phase.outcomes().forEach((status, count) -> outcomes.put(status.name(), count));
        Instant end = phase.objects() == 0 ? phase.endMarkerAt() : phase.lastOutcomeAt();
        return new Report.Phase(
                phase.number(),
                phase.name(),
                phase.seen(),
                phase.done() - parked - failed,
                parked,
                failed,
                phase.seen() - phase.done(),
                outcomes,
                phase.calls(),
                phase.cost(),
                phase.accounted(),
                opened(phase.number()),
                phase.accounted() ? end : null);
    }

    private @Nullable Instant opened(int phase) {
        return view.gate(run.run(), phase).map(PhaseApproved::at).orElse(null);
    }

    private static @Nullable Instant last(List<PhaseStanding> phases) {
        return phases.stream()
                .flatMap(phase -> Stream.ofNullable(phase.lastOutcomeAt()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static double seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? 0
                : Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }
}
