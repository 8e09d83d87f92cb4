package org.crmmigration.reconcile.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.lag.Forecast;
import org.crmmigration.reconcile.lag.Paces;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.ledger.Standing;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Puts a migration's status together from control topic and ledger; cheap, nothing is queried. */
final class StatusBuilder {

    private final LedgerReader ledgers;
    private final Paces paces;

    StatusBuilder(LedgerReader ledgers, Paces paces) {
        this.ledgers = ledgers;
        this.paces = paces;
    }

    MigrationStatus status(MigrationView view) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        String migration = definition.migration();
        Optional<OpenLedger> ledger = ledgers.ledger(migration);
        Standing standing = ledger.map(OpenLedger::standing).orElse(new Standing(Map.of(), Map.of(), 0));
        MigrationStateChanged state = view.state();
        RunRequested asked = view.run();
        RunStanding run = asked == null ? null : standing.run(asked.run()).orElse(null);
        if (run != null) {
            paces.observe(migration, run);
        }
        return new MigrationStatus(
                migration,
                definition.destination(),
                definition.sandbox(),
                view.currentState().name(),
                state == null ? "" : state.reason(),
                state == null ? null : state.at(),
                asked == null ? null : asked.run(),
                asked == null ? null : asked.export(),
                view.mapping() == null ? null : view.mapping().version(),
                ledger.map(OpenLedger::caughtUp).orElse(false),
                run == null ? null : paces.progress(migration, run, view.lane()),
                run == null ? null : forecast(view, standing, run),
                run == null ? null : current(view, run),
                run == null ? List.of() : phases(view, run),
                lane(view.lane()),
                lastExport(view),
                records(view, standing),
                standing.runs().values().stream().map(StatusBuilder::summary).toList());
    }

    private @Nullable Forecast forecast(MigrationView view, Standing standing, RunStanding run) {
        if (!view.active()) {
            return null;
        }
        long records = standing.generation(run.export())
                .map(GenerationStanding::distinct)
                .map(kinds -> kinds.values().stream().mapToLong(Long::longValue).sum())
                .orElse(0L);
        String migration = Objects.requireNonNull(view.definition()).migration();
        return paces.forecast(migration, run, records, view.lane()).orElse(null);
    }

    /** The first phase that is not accounted for, else the last. */
    private static MigrationStatus.@Nullable PhaseStatus current(MigrationView view, RunStanding run) {
        List<MigrationStatus.PhaseStatus> phases = phases(view, run);
        return phases.stream()
                .filter(phase -> !phase.accounted())
                .findFirst()
                .orElse(phases.isEmpty() ? null : phases.getLast());
    }

    private static List<MigrationStatus.PhaseStatus> phases(MigrationView view, RunStanding run) {
        return run.phases().stream().map(phase -> phase(view, run, phase)).toList();
    }

    private static MigrationStatus.PhaseStatus phase(MigrationView view, RunStanding run, PhaseStanding phase) {
        long parked = phase.count(Status.PARKED);
        long failed = phase.count(Status.FAILED);
        return new MigrationStatus.PhaseStatus(
                phase.number(),
                phase.name(),
                view.gate(run.run(), phase.number()).isPresent(),
                phase.accounted(),
                phase.seen(),
                phase.done() - parked - failed,
                parked,
                failed,
                phase.seen() - phase.done());
    }

    private static MigrationStatus.@Nullable Lane lane(@Nullable LaneStateChanged lane) {
        return lane == null
                ? null
                : new MigrationStatus.Lane(
                        lane.reason().words(), lane.until(), lane.explanation(), lane.figures(), lane.at());
    }

    private static MigrationStatus.@Nullable LastExport lastExport(MigrationView view) {
        return view.lastExport()
                .map(e -> new MigrationStatus.LastExport(
                        e.export(), e.state(), e.rowsRead(), e.recordsPublished(), e.message(), e.at()))
                .orElse(null);
    }

    private static Map<String, Long> records(MigrationView view, Standing standing) {
        return view.lastExport()
                .flatMap(export -> standing.generation(export.export()))
                .map(GenerationStanding::distinct)
                .orElse(Map.of());
    }

    private static MigrationStatus.RunSummary summary(RunStanding run) {
        return new MigrationStatus.RunSummary(
                run.run(),
                run.export(),
                run.mappingVersion(),
                run.beganAt(),
                run.endedAt() != null,
                run.objects(),
                run.done());
    }
}
