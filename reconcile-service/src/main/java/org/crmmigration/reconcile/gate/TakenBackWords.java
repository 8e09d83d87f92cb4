package org.crmmigration.reconcile.gate;

import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;

/** A sentence about what a rollback came to. */
final class TakenBackWords {

    private TakenBackWords() {}

    static String of(RunStanding run) {
        long stuck = sum(run, Status.FAILED) + sum(run, Status.PARKED);
        long wrong = run.phase(PhaseStanding.VERIFICATION)
                .map(phase -> phase.done() - phase.count(Status.VERIFIED))
                .orElse(0L);
        return "%d objects deleted, %d restored, %d kept for what persons changed%s%s"
                .formatted(
                        sum(run, Status.DELETED),
                        sum(run, Status.RESTORED),
                        sum(run, Status.CONFLICT),
                        stuck == 0 ? "" : ", %d could not be taken back".formatted(stuck),
                        wrong == 0 ? "" : "; %d were not found as expected afterwards".formatted(wrong));
    }

    private static long sum(RunStanding run, Status status) {
        return run.mapped().stream().mapToLong(phase -> phase.count(status)).sum();
    }
}
