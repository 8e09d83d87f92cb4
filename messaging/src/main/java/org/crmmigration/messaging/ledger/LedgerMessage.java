package org.crmmigration.messaging.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What stands on {@code crm.<slug>.ledger}, keyed by object key: what was about to happen and what happened. */
public sealed interface LedgerMessage {

    /** The object this is about. */
    ObjectKey key();

    /** The run it happened in; empty for what belongs to none. */
    String run();

    /**
     * Committed before a call that is not idempotent; without a later {@link Outcome} the object is in doubt.
     * Repeats id and hash of the last confirmed write, which it overwrites under compaction.
     *
     * @param attempt from 1
     * @param beforeImage JSON of the object before an update, for rollback
     * @param searchFloor the vendor's cursor below which the object cannot be found, when known
     * @param deadline when the call has certainly ended
     * @param owner who wrote it, for people
     */
    record Intent(
            String run,
            ObjectKey key,
            Operation operation,
            int attempt,
            String payloadHash,
            @Nullable String crmId,
            @Nullable String confirmedHash,
            @Nullable String beforeImage,
            @Nullable String searchFloor,
            Instant at,
            Instant deadline,
            String owner)
            implements LedgerMessage {}

    /**
     * What happened to a command; a created-id event where status is CREATED.
     *
     * @param crmId the object's id in the CRM after this, null when it has none
     * @param confirmedHash payload hash of the last confirmed write; never of a failed one
     * @param beforeImage JSON of the object before the first update of ours, for rollback
     * @param written JSON of the values as last written, to tell a person's edit from ours
     * @param attributes what else the vendor told, for example option ids; no personal data
     * @param calls API calls this command took
     * @param cost in the vendor's own currency
     * @param commandOffset offset of the command on the commands topic
     * @param edits values a person changed, which were left as they are; personal data
     */
    record Outcome(
            String run,
            int phase,
            ObjectKey key,
            Status status,
            Operation operation,
            String payloadHash,
            @Nullable String crmId,
            @Nullable String confirmedHash,
            @Nullable String beforeImage,
            @Nullable String written,
            @Nullable Cause cause,
            Map<String, String> attributes,
            int calls,
            double cost,
            long commandOffset,
            Instant at,
            List<Edit> edits)
            implements LedgerMessage {

        /** Copies the list. */
        public Outcome {
            edits = List.copyOf(edits);
        }

        /** An outcome that met no person's edit. */
        public Outcome(
                String run,
                int phase,
                ObjectKey key,
                Status status,
                Operation operation,
                String payloadHash,
                @Nullable String crmId,
                @Nullable String confirmedHash,
                @Nullable String beforeImage,
                @Nullable String written,
                @Nullable Cause cause,
                Map<String, String> attributes,
                int calls,
                double cost,
                long commandOffset,
                Instant at) {
            this(
                    run,
                    phase,
                    key,
                    status,
                    operation,
                    payloadHash,
                    crmId,
                    confirmedHash,
                    beforeImage,
                    written,
                    cause,
                    attributes,
                    calls,
                    cost,
                    commandOffset,
                    at,
                    List.of());
        }
    }

    /**
     * A value a person changed. Prints no value.
     *
     * @param ours what we wrote last or wanted to write, as text; null when it was nothing or is not known
     * @param theirs what the CRM holds
     */
    record Edit(
            String field, @Nullable String ours, @Nullable String theirs) {
        @Override
        public String toString() {
            return "Edit[" + field + "]";
        }
    }

    /**
     * What the account looked like, or one part of it; {@link DestinationSchema#parts} makes them and
     * {@link DestinationSchema#join} puts them together again.
     *
     * @param part from 0
     * @param parts how many make up the reading
     */
    record SchemaRead(int part, int parts, DestinationSchema schema) implements LedgerMessage {

        /** The object type in the keys of these messages. */
        public static final String TYPE = "schema";

        @Override
        public ObjectKey key() {
            return new ObjectKey(TYPE, "part-" + part);
        }

        @Override
        public String run() {
            return "";
        }
    }

    /** What is done to an object. */
    enum Operation {
        CREATE,
        UPDATE,
        ADOPT,
        DELETE,
        RESTORE,
        VERIFY
    }

    /** How a command ended. PARKED may be retried, FAILED was refused by the CRM, CONFLICT met a person's edit. */
    enum Status {
        CREATED,
        UPDATED,
        UNCHANGED,
        ADOPTED,
        DELETED,
        RESTORED,
        VERIFIED,
        DIFFERENT,
        CONFLICT,
        PARKED,
        FAILED
    }

    /**
     * Why an object was parked, refused or found different.
     *
     * @param code a word that groups causes, for example {@code validation}, {@code parent-parked}
     * @param message for people; no personal data
     * @param field the field the CRM named
     * @param parent object key of the parent that is missing
     */
    record Cause(
            String code,
            String message,
            @Nullable Integer httpStatus,
            @Nullable String requestId,
            @Nullable String field,
            @Nullable String parent) {

        /** A cause with code and message only. */
        public static Cause of(String code, String message) {
            return new Cause(code, message, null, null, null, null);
        }
    }
}
