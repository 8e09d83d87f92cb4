package org.crmmigration.reconcile.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;

/**
 * Decides about gates. A gate opens when the phase before it has ended, was read exactly as it was announced (count and
 * checksum), and every one of its commands has an outcome of this run.
 */
final class GateRules {

    /** Smaller phases open the next gate however much of them failed. */
    private static final long SMALL = 20;

    private final double maxFailedShare;

    /**
     * Rules.
     *
     * @param maxFailedShare share of failed and parked objects, 0 to 1, above which a person has to look
     */
    GateRules(double maxFailedShare) {
        this.maxFailedShare = maxFailedShare;
    }

    /** What the run needs next, given which gates are open. */
    Decision decide(RunStanding run, IntPredicate open) {
        if (run.beganAt() == null) {
            return new Decision.Wait("mapping has not begun the run yet");
        }
        PhaseStanding before = null;
        List<PhaseStanding> phases = run.mapped().stream()
                .sorted(Comparator.comparingInt(PhaseStanding::number))
                .toList();
        for (PhaseStanding phase : phases) {
            if (!open.test(phase.number())) {
                return next(run, before, phase.number());
            }
            if (!phase.accounted()) {
                return unaccounted(phase);
            }
            before = phase;
        }
        return run.endedAt() == null
                ? new Decision.Wait("mapping has not ended the run yet")
                : verification(run, before, open);
    }

    private Decision verification(RunStanding run, @Nullable PhaseStanding before, IntPredicate open) {
        int number = PhaseStanding.VERIFICATION;
        PhaseStanding phase = run.phase(number).orElse(null);
        if (before != null && tooManyFailed(run, before) && !open.test(number)) {
            return new Decision.Hold(number, failures(before));
        }
        if (phase == null || !phase.ended()) {
            return new Decision.Verify(phase == null ? 1 : phase.attempt() + 1);
        }
        if (!open.test(number)) {
            return new Decision.Open(number, "every command has an outcome; the objects are read back and compared");
        }
        return phase.accounted() ? new Decision.Finish() : unaccounted(phase);
    }

    private Decision next(RunStanding run, @Nullable PhaseStanding before, int number) {
        if (before == null) {
            return new Decision.Open(number, "the first phase needs no other");
        }
        return tooManyFailed(run, before)
                ? new Decision.Hold(number, failures(before))
                : new Decision.Open(
                        number,
                        "phase %d is accounted for: %d commands, %d outcomes"
                                .formatted(before.number(), before.objects(), before.done()));
    }

    private static Decision unaccounted(PhaseStanding phase) {
        if (!phase.ended()) {
            return new Decision.Wait("phase " + phase.number() + " has not been emitted to its end");
        }
        if (!phase.agrees()) {
            return new Decision.Hold(phase.number(), disagreement(phase));
        }
        return new Decision.Wait(
                "phase %d: %d of %d commands have an outcome".formatted(phase.number(), phase.done(), phase.objects()));
    }

    /** Of a retry a person has looked already, and what its run does not drive counts as parked. */
    private boolean tooManyFailed(RunStanding run, PhaseStanding phase) {
        return run.scope().reach() != RunScope.Reach.RETRY
                && phase.objects() >= SMALL
                && phase.failedShare() > maxFailedShare;
    }

    private static String failures(PhaseStanding phase) {
        return String.format(
                Locale.ROOT,
                "phase %d (%s): %d of %d objects failed and %d are parked; look at the failures, then resume to go on"
                        + " without them",
                phase.number(),
                phase.name(),
                phase.count(Status.FAILED),
                phase.objects(),
                phase.count(Status.PARKED));
    }

    /** Why a phase is not what it was announced to be. */
    private static String disagreement(PhaseStanding phase) {
        return "phase %d (%s) announced %d commands with checksum %s, but %d with %s were read, naming %d objects;"
                        .formatted(
                                phase.number(),
                                phase.name(),
                                phase.announced(),
                                phase.announcedChecksum(),
                                phase.seen(),
                                phase.checksum(),
                                phase.objects())
                + " its gate stays closed";
    }
}
