package org.crmmigration.reconcile.gate;

import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;

/** What is said of runs that brought a part of a migration only, of which nobody expects that every record is accounted for. */
final class PartialRunWords {

    private PartialRunWords() {}

    static String prepared(RunStanding run) {
        return run.run() + " prepared the account: " + counts(run);
    }

    static String sampled(RunStanding run) {
        return run.run() + " brought a sample: " + counts(run);
    }

    private static String counts(RunStanding run) {
        long objects = run.mapped().stream().mapToLong(PhaseStanding::objects).sum();
        long failed = count(run, Status.FAILED);
        long parked = count(run, Status.PARKED);
        String whole = "%d of %d objects stand".formatted(objects - failed - parked, objects);
        return failed + parked == 0
                ? whole
                : whole + ", %d failed and %d are parked; see the failures".formatted(failed, parked);
    }

    private static long count(RunStanding run, Status status) {
        return run.mapped().stream().mapToLong(phase -> phase.count(status)).sum();
    }
}
