package org.crmmigration.reconcile.rollback;

import java.time.Duration;
import java.time.Instant;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/** Calls a second, cost of a call and calls of an object, as the runs so far had them; 0 when none tells. */
record Pace(double callsPerSecond, double costPerCall, double callsPerObject) {

    static Pace of(OpenLedger ledger) {
        double calls = 0;
        double cost = 0;
        double seconds = 0;
        double written = 0;
        double writing = 0;
        for (RunStanding run : ledger.standing().runs().values()) {
            for (PhaseStanding phase : run.phases()) {
                calls += phase.calls();
                cost += phase.cost();
                long objects = phase.outcomes().getOrDefault(Status.CREATED, 0L)
                        + phase.outcomes().getOrDefault(Status.UPDATED, 0L);
                written += objects;
                writing += objects > 0 ? phase.calls() : 0;
                Instant from = phase.firstOutcomeAt();
                Instant to = phase.lastOutcomeAt();
                seconds += from == null || to == null
                        ? 0
                        : Duration.between(from, to).toMillis() / 1000.0;
            }
        }
        return new Pace(
                seconds > 0 ? calls / seconds : 0,
                calls > 0 ? cost / calls : 0,
                written > 0 ? Math.min(1, writing / written) : 1);
    }

    /** Where objects shared calls when they were written, they share them when they are deleted. */
    long deletions(long deletes) {
        return (long) Math.ceil(deletes * callsPerObject);
    }

    @Nullable
    Long seconds(long calls) {
        return callsPerSecond > 0 ? (Long) (long) Math.ceil(calls / callsPerSecond) : null;
    }
}
