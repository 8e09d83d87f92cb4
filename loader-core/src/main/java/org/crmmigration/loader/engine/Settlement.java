package org.crmmigration.loader.engine;

import java.time.Instant;
import java.util.List;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.OpenIntent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;

/**
 * Settles what an earlier attempt left open, before anything else is done to its object: waits until the call behind the
 * intent has certainly ended, and looks for what a create may have left in the CRM.
 */
final class Settlement {

    private final References references;
    private final Doubts doubts;
    private final Quarantine quarantine;

    Settlement(References references, Doubts doubts, Quarantine quarantine) {
        this.references = references;
        this.doubts = doubts;
        this.quarantine = quarantine;
    }

    /**
     * An object without doubt.
     *
     * @param state what is known of it now
     * @param found how many objects a lost create left in the CRM; more than one are duplicates
     */
    record Settled(ObjectState state, int found) {}

    Settled settle(Work work, ObjectState state) {
        OpenIntent open = state.open();
        if (open == null) {
            return new Settled(state, 0);
        }
        Instant end = quarantine.end(open);
        if (open.operation() != Operation.CREATE) {
            doubts.sitOut(end);
            return new Settled(state, 0);
        }
        List<Written> found = doubts.settle(work.calls(), references.known(work.command()), open.searchFloor(), end);
        return new Settled(found.size() == 1 ? state.found(found.getFirst()) : state, found.size());
    }
}
