package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.jspecify.annotations.Nullable;

/**
 * Takes over an object that was in the CRM before, instead of making it a second time. The values it had are kept as its
 * before-image; the patch sets absolute values, so that repeating it after a lost answer does no harm.
 */
final class Adoption {

    private final CrmClient client;
    private final Journal journal;
    private final Doubts doubts;
    private final JournalSettings settings;
    private final Clock clock;

    Adoption(CrmClient client, Journal journal, Doubts doubts, JournalSettings settings, Clock clock) {
        this.client = client;
        this.journal = journal;
        this.doubts = doubts;
        this.settings = settings;
        this.clock = clock;
    }

    /** The result of taking it over; empty when there is nothing to take over, and it is to be created. */
    Optional<Result> adopt(Work work, ObjectToWrite object, ObjectState state) {
        @Nullable String before = state.beforeImage();
        for (int tried = 1; tried <= settings.attempts(); tried++) {
            Optional<UpdatePlan> found = work.calls().patiently(() -> client.planAdoption(object));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            UpdatePlan plan = found.get();
            before = BeforeImages.merge(before, plan.beforeImage());
            try {
                return Optional.of(adopted(work, write(work, state, plan, tried, before), plan, before));
            } catch (Journal.InDoubt lost) {
                work.calls().note(lost.fault());
                doubts.sitOut(clock.instant().plus(settings.settle()));
            }
        }
        return Optional.of(Result.parked(
                Operation.ADOPT,
                state,
                "retries-exhausted",
                "taking over what was there was tried " + settings.attempts() + " times; last: "
                        + work.calls().lastFault()));
    }

    private Written write(Work work, ObjectState state, UpdatePlan plan, int attempt, String before) {
        return plan.isEmpty()
                ? new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts())
                : journal.write(
                        work,
                        state,
                        new Journal.Plan(Operation.ADOPT, attempt, before, null),
                        () -> client.update(plan));
    }

    private static Result adopted(Work work, Written written, UpdatePlan plan, String before) {
        return Result.written(Status.ADOPTED, Operation.ADOPT, work.command().payloadHash(), written, before)
                .with(Result.withConflicts(Map.of(), plan.conflicts()));
    }
}
