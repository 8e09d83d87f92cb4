package org.crmmigration.reconcile.rollback;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Computes what a rollback did. */
public final class RollbackReports {

    private final EditsReader edits;
    private final Clock clock;

    /** Reports with persons' values from this reader. */
    public RollbackReports(EditsReader edits, Clock clock) {
        this.edits = edits;
        this.clock = clock;
    }

    /** The report of a rollback; empty when the run is none. */
    public Optional<RollbackReport> of(MigrationView view, OpenLedger ledger, String runId) {
        return ledger.standing()
                .run(runId)
                .filter(run -> run.scope().reach() == Reach.ROLLBACK)
                .map(run -> report(view, ledger, run));
    }

    private RollbackReport report(MigrationView view, OpenLedger ledger, RunStanding run) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        try (LedgerQueries queries = ledger.queries()) {
            List<Long> offsets = queries.edits(run.run());
            return new RollbackReport(
                    RollbackReport.VERSION,
                    definition.migration(),
                    definition.destination(),
                    definition.sandbox(),
                    run.run(),
                    run.scope(),
                    view.currentState().name(),
                    run.mappedAccounted()
                            && run.phase(PhaseStanding.VERIFICATION)
                                    .map(PhaseStanding::accounted)
                                    .orElse(false),
                    clock.instant(),
                    run.beganAt(),
                    last(run),
                    run.mapped().stream().map(RollbackReports::type).toList(),
                    run.mapped().stream()
                            .mapToLong(phase -> phase.count(Status.CONFLICT))
                            .sum(),
                    edits.at(ledger.ledgerTopic(), offsets).stream()
                            .map(Kept::of)
                            .toList(),
                    checked(run),
                    run.phases().stream().mapToLong(PhaseStanding::calls).sum(),
                    run.phases().stream().mapToDouble(PhaseStanding::cost).sum());
        }
    }

    private static RollbackReport.TypeResult type(PhaseStanding phase) {
        return new RollbackReport.TypeResult(
                phase.name().replace("take back ", ""),
                phase.objects(),
                phase.count(Status.DELETED),
                phase.count(Status.RESTORED),
                phase.count(Status.UNCHANGED),
                phase.count(Status.CONFLICT),
                phase.count(Status.FAILED) + phase.count(Status.PARKED),
                phase.objects() - phase.done());
    }

    private static RollbackReport.Checked checked(RunStanding run) {
        return run.phase(PhaseStanding.VERIFICATION)
                .map(phase -> new RollbackReport.Checked(
                        phase.objects(),
                        phase.count(Status.VERIFIED),
                        phase.count(Status.DIFFERENT),
                        phase.count(Status.PARKED) + phase.count(Status.FAILED)))
                .orElse(new RollbackReport.Checked(0, 0, 0, 0));
    }

    private static @Nullable Instant last(RunStanding run) {
        return run.phases().stream()
                .flatMap(phase -> Stream.ofNullable(phase.lastOutcomeAt()))
                .max(Instant::compareTo)
                .orElse(null);
    }
}
