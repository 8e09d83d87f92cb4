package org.crmmigration.reconcile.ledger;

import java.util.Arrays;
import java.util.Locale;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/**
 * The one final state of a record. A record that became several objects takes the worst; a higher number is worse.
 */
public enum RecordState {
    /** Led to no command and was not excluded: mapping lost it. */
    UNACCOUNTED(0),
    /** The CRM holds what the record says already. */
    UNCHANGED(1),
    /** Found in the CRM and taken over. */
    ADOPTED(2),
    /** Changed in the CRM. */
    UPDATED(3),
    /** New in the CRM. */
    CREATED(4),
    /** Held back with a cause; may be retried. */
    PARKED(5),
    /** Refused by the CRM. */
    FAILED(6),
    /** Has a command without an outcome yet: not final. */
    PENDING(7),
    /** Left out by the mapping, with a reason. */
    EXCLUDED(8);

    private final int rank;

    RecordState(int rank) {
        this.rank = rank;
    }

    /** How an outcome counts for the records it came from. A conflict was written but for what a person had changed. */
    static RecordState of(Status status) {
        return switch (status) {
            case CREATED -> CREATED;
            case UPDATED, CONFLICT, RESTORED, DELETED -> UPDATED;
            case ADOPTED -> ADOPTED;
            case UNCHANGED, VERIFIED, DIFFERENT -> UNCHANGED;
            case PARKED -> PARKED;
            case FAILED -> FAILED;
        };
    }

    /** The number it is stored as. */
    int rank() {
        return rank;
    }

    static RecordState ofRank(int rank) {
        return Arrays.stream(values())
                .filter(state -> state.rank == rank)
                .findFirst()
                .orElseThrow();
    }

    /** Lower case, as in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
