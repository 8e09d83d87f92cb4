package org.crmmigration.reconcile.ledger;

import java.util.List;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Everything a migration was told to do to one object, verifications excepted, oldest first. */
record History(ObjectKey key, List<Deed> deeds) {

    /**
     * One command and how it ended.
     *
     * @param action a word of {@code CommandMessage.Action}
     * @param status null when the command has no outcome
     * @param crmId the object's id afterwards
     * @param imaged whether values that stood before our writes are known
     */
    record Deed(
            String run,
            int phase,
            String action,
            @Nullable Status status,
            @Nullable String crmId,
            long offset,
            boolean imaged) {

        boolean upsert() {
            return action.equals("UPSERT");
        }
    }

    /** The id it had last; null when it was never in the CRM as far as is known. */
    @Nullable
    String lastCrmId() {
        String found = null;
        for (Deed deed : deeds) {
            found = deed.crmId() == null ? found : deed.crmId();
        }
        return found;
    }
}
