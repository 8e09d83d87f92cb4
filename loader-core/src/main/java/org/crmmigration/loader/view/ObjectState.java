package org.crmmigration.loader.view;

import java.time.Instant;
import java.util.List;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of one object.
 *
 * @param crmId null when it is not in the CRM as far as we know
 * @param confirmedHash payload hash of the last confirmed write
 * @param confirmedOffset where the command of that write stands on the commands topic, -1 when there is none
 * @param written wire values as we last wrote them, JSON
 * @param beforeImage wire values before our first change, JSON
 * @param conflicts fields a person changed, which we left alone at the last write
 * @param last the last answer, null when there was none
 * @param open an intent without an outcome: the object is in doubt
 */
public record ObjectState(
        ObjectKey key,
        @Nullable String crmId,
        @Nullable String confirmedHash,
        long confirmedOffset,
        @Nullable String written,
        @Nullable String beforeImage,
        List<String> conflicts,
        @Nullable Answer last,
        @Nullable OpenIntent open) {

    /** An object the ledger does not know. */
    public static ObjectState unknown(ObjectKey key) {
        return new ObjectState(key, null, null, -1, null, null, List.of(), null, null);
    }

    /**
     * The outcome of a command.
     *
     * @param cause why it was set aside or refused
     */
    public record Answer(
            String run,
            int phase,
            Status status,
            Operation operation,
            String payloadHash,
            long commandOffset,
            @Nullable Cause cause) {

        /** An answer without a cause. */
        public Answer(
                String run, int phase, Status status, Operation operation, String payloadHash, long commandOffset) {
            this(run, phase, status, operation, payloadHash, commandOffset, null);
        }

        /** Whether the command was carried out as far as it can be. */
        public boolean settled() {
            return status != Status.PARKED && status != Status.FAILED;
        }
    }

    /** What was about to happen. */
    public record OpenIntent(
            Operation operation,
            int attempt,
            String payloadHash,
            @Nullable String searchFloor,
            Instant at,
            Instant deadline,
            String owner) {}

    /** The open intent if it is one to create, whose effect must be known before anything else is done. */
    public @Nullable OpenIntent openCreate() {
        return open != null && open.operation() == Operation.CREATE ? open : null;
    }

    /** The object after a lost create was found in the CRM. */
    public ObjectState found(Written object) {
        String hash = open == null ? confirmedHash : open.payloadHash();
        return new ObjectState(
                key, object.crmId(), hash, confirmedOffset, object.written(), beforeImage, conflicts, last, null);
    }

    /** Whether the command has its outcome: after a restart, or when its phase is sent again. */
    public boolean answers(long offset, ObjectCommand command) {
        if (last == null) {
            return false;
        }
        boolean sameCommand = last.run().equals(command.run())
                && last.phase() == command.phase()
                && last.payloadHash().equals(command.payloadHash())
                && last.settled();
        return last.commandOffset() >= offset || sameCommand;
    }

    /** Whether it was found otherwise than written when it was last read back. */
    public boolean foundDifferent() {
        return last != null && last.status() == Status.DIFFERENT;
    }

    /** Whether the object stands in the CRM as the payload says, as far as we wrote it. */
    public boolean confirms(String payloadHash) {
        return crmId != null && open == null && payloadHash.equals(confirmedHash);
    }
}
