package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/** Brings an object that is in the CRM to what its command says, values a person changed excepted. */
final class Updating {

    private final CrmClient client;
    private final Journal journal;
    private final Doubts doubts;
    private final JournalSettings settings;
    private final Clock clock;

    Updating(CrmClient client, Journal journal, Doubts doubts, JournalSettings settings, Clock clock) {
        this.client = client;
        this.journal = journal;
        this.doubts = doubts;
        this.settings = settings;
        this.clock = clock;
    }

    Result update(Work work, ObjectToWrite object, ObjectState state, String crmId) {
        Optional<UpdatePlan> planned = work.calls().patiently(() -> client.planUpdate(crmId, object, state.written()));
        return planned.map(plan -> carryOut(work, state, plan)).orElseGet(() -> gone(state));
    }

    private Result carryOut(Work work, ObjectState state, UpdatePlan plan) {
        String hash = work.command().payloadHash();
        if (plan.isEmpty()) {
            Written as = new Written(plan.crmId(), plan.written(), Map.of(), plan.conflicts());
            return Result.written(
                    status(plan.conflicts(), Status.UNCHANGED), Operation.UPDATE, hash, as, state.beforeImage());
        }
        String before = BeforeImages.merge(state.beforeImage(), plan.beforeImage());
        try {
            Written written = journal.write(
                    work, state, new Journal.Plan(Operation.UPDATE, 1, before, null), () -> client.update(plan));
            Status status = status(plan.conflicts(), status(written.conflicts(), Status.UPDATED));
            return Result.written(status, Operation.UPDATE, hash, written, before)
                    .with(Result.withConflicts(Map.of(), plan.conflicts()));
        } catch (CrmFault.Rejected refused) {
            return refused.gone() ? gone(state) : Result.failed(Operation.UPDATE, state, refused);
        } catch (CrmFault.OutcomeUnknown lost) {
            doubts.sitOut(clock.instant().plus(settings.settle())); // or it might land on top of a later update
            throw lost;
        }
    }

    private static Status status(List<Written.Conflict> conflicts, Status without) {
        return conflicts.stream().allMatch(Written.Conflict::told) ? without : Status.CONFLICT;
    }

    private static Result gone(ObjectState state) {
        return Result.parked(
                Operation.UPDATE, state, "gone-in-crm", "it was deleted in the CRM; decide whether to create it again");
    }
}
