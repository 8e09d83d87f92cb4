package org.crmmigration.loader.engine;

import java.util.List;
import java.util.Map;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/** Takes back what was done: deletes what was created, restores what was updated. */
final class Reversal {

    private final CrmClient client;
    private final Journal journal;
    private final References references;
    private final PastCommands past;

    Reversal(CrmClient client, Journal journal, References references, PastCommands past) {
        this.client = client;
        this.journal = journal;
        this.references = references;
        this.past = past;
    }

    /**
     * Deletes, unless a person changed the object since our last write. An object that is gone, or never was, counts as
     * deleted. The image taken before is kept.
     */
    Result delete(Work work, ObjectState state) {
        String crmId = state.crmId();
        if (crmId == null) {
            return Result.gone(Status.DELETED, Operation.DELETE, state.beforeImage());
        }
        String objectType = work.key().objectType();
        List<Written.Conflict> edits = edits(work, state, crmId);
        if (!edits.isEmpty()) {
            return Result.untouched(Status.CONFLICT, Operation.DELETE, state, null)
                    .with(Result.withConflicts(Map.of(), edits));
        }
        String image =
                work.calls().patiently(() -> client.image(objectType, crmId)).orElse(null);
        if (image == null) {
            return Result.gone(Status.DELETED, Operation.DELETE, state.beforeImage());
        }
        journal.write(work, state, new Journal.Plan(Operation.DELETE, 1, image, null), () -> {
            client.delete(objectType, crmId);
            return true;
        });
        return Result.gone(Status.DELETED, Operation.DELETE, image);
    }

    /** Fields whose values are neither what we wrote last nor what we wanted. */
    private List<Written.Conflict> edits(Work work, ObjectState state, String crmId) {
        long offset = state.confirmedOffset();
        ObjectCommand last = offset < 0 ? null : past.at(List.of(offset)).get(offset);
        if (last == null) {
            return List.of();
        }
        return work.calls()
                .patiently(() -> client.planUpdate(crmId, references.known(last), state.written()))
                .map(UpdatePlan::conflicts)
                .orElse(List.of());
    }

    /** Puts the before-image back; without one there is nothing to put back. */
    Result restore(Work work, ObjectState state) {
        String crmId = state.crmId();
        String before = state.beforeImage();
        if (crmId == null || before == null) {
            return Result.untouched(Status.UNCHANGED, Operation.RESTORE, state, null);
        }
        try {
            Journal.Plan plan = new Journal.Plan(Operation.RESTORE, 1, before, null);
            Written written = journal.write(
                    work, state, plan, () -> client.restore(work.key().objectType(), crmId, before, state.written()));
            Status status = written.conflicts().isEmpty() ? Status.RESTORED : Status.CONFLICT;
            return new Result(
                    status,
                    Operation.RESTORE,
                    crmId,
                    null,
                    written.written(),
                    before,
                    Result.withConflicts(written.attributes(), written.conflicts()),
                    null);
        } catch (CrmFault.Rejected refused) {
            return refused.gone()
                    ? Result.parked(Operation.RESTORE, state, "gone-in-crm", "it was deleted in the CRM")
                    : Result.failed(Operation.RESTORE, state, refused);
        }
    }
}
