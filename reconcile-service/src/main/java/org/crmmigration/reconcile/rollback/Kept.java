package org.crmmigration.reconcile.rollback;

import java.util.List;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Edit;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An object a person changed, or one such an object refers to. Its values are personal data: for the customer's own
 * documents, never for a log.
 *
 * @param reason in words
 * @param because the object that refers to it, when that is the reason
 */
public record Kept(
        String object,
        @Nullable String crmId,
        String reason,
        @Nullable String because,
        List<Field> fields) {

    /** A field: what we wrote last, what the CRM holds. Null is nothing, or not known. */
    public record Field(
            String field, @Nullable String ours, @Nullable String theirs) {
        static Field of(Edit edit) {
            return new Field(edit.field(), edit.ours(), edit.theirs());
        }
    }

    static Kept of(Outcome outcome) {
        Cause cause = outcome.cause();
        return new Kept(
                outcome.key().toString(),
                outcome.crmId(),
                cause == null ? "a person changed it; the fields below were left as they are" : cause.message(),
                cause == null ? null : cause.parent(),
                outcome.edits().stream().map(Field::of).toList());
    }

    @Override
    public String toString() {
        return "Kept[" + object + "]";
    }
}
