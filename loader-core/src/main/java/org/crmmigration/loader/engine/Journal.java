package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.crmmigration.loader.http.Attempt;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.ledger.Ledger;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Intent before effect: what is about to happen is committed when its request's turn has come, then it happens within the
 * start window. An intent whose window passed unused, or whose call certainly had no effect, is replaced by a fresh one.
 */
final class Journal {

    private final Ledger ledger;
    private final JournalSettings settings;
    private final Clock clock;
    private final String owner;
    private volatile Instant proven = Instant.MIN;

    Journal(Ledger ledger, JournalSettings settings, Clock clock, String owner) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * What is about to happen.
     *
     * @param beforeImage the object before our first change, for rollback
     * @param floor where to look for it when the answer is lost
     */
    record Plan(
            Operation operation,
            int attempt,
            @Nullable String beforeImage,
            @Nullable String floor) {}

    /** What is about to happen to one object among several. */
    record Entry(Work work, ObjectState state, Plan plan) {}

    /** The call may have had an effect and nobody knows. */
    static final class InDoubt extends RuntimeException {
        InDoubt(RuntimeException cause) {
            super("the effect of a call is unknown", cause);
        }

        /** What the call ended in; null when our own code failed. */
        @Nullable
        CrmFault fault() {
            return getCause() instanceof CrmFault fault ? fault : null;
        }
    }

    /**
     * A try of something that may be repeated, and therefore needs no intent: it starts within the start window after a
     * commit that proved the lane to be ours, so that an owner who slept through a takeover starts nothing.
     */
    Attempt repeatable() {
        return Attempt.under(this::proof);
    }

    private Instant proof() {
        Instant now = clock.instant();
        if (proven.equals(Instant.MIN)
                || proven.plus(settings.startWindow().dividedBy(2)).isBefore(now)) {
            ledger.prove();
            proven = now;
        }
        return proven.plus(settings.startWindow());
    }

    /**
     * Writes, under an intent.
     *
     * @throws InDoubt when it may have had an effect
     * @throws CrmFault.Rejected when the CRM refused
     * @throws CrmFault.OutcomeUnknown when something that may be repeated was repeated in vain
     */
    <T> T write(Work work, ObjectState state, Plan plan, Supplier<T> step) {
        return write(List.of(new Entry(work, state, plan)), step);
    }

    /** The same for several objects at once; its calls are those of the first. */
    <T> T write(List<Entry> together, Supplier<T> step) {
        Calls calls = together.getFirst().work().calls();
        while (true) {
            Attempt attempt = Attempt.under(() -> begin(together));
            try {
                return calls.once(attempt, step);
            } catch (CallAbandoned closing) {
                throw closing;
            } catch (RuntimeException failure) {
                if (attempt.effectPossible()) {
                    throw new InDoubt(failure);
                }
                if (!(failure instanceof CrmFault fault)) {
                    throw failure;
                }
                calls.holdOrThrow(fault);
            }
        }
    }

    private Instant begin(List<Entry> together) {
        Instant at = clock.instant();
        ledger.commit(together.stream().map(entry -> intent(entry, at)).toList());
        return at.plus(settings.startWindow());
    }

    private Intent intent(Entry entry, Instant at) {
        Work work = entry.work();
        ObjectState state = entry.state();
        Plan plan = entry.plan();
        return new Intent(
                work.command().run(),
                work.key(),
                plan.operation(),
                plan.attempt(),
                work.command().payloadHash(),
                state.crmId(),
                state.confirmedHash(),
                plan.beforeImage(),
                plan.floor(),
                at,
                at.plus(settings.callEnds()),
                owner);
    }
}
