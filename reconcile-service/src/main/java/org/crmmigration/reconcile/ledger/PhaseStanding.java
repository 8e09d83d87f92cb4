package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.Map;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.jspecify.annotations.Nullable;

/**
 * Where a phase of a run stands. Commands and outcomes are counted one by one as they are read; nothing is derived from
 * what was announced.
 *
 * @param number orders the phases of a run
 * @param attempt which emission of the phase this counts; 0 before the first
 * @param seen commands read in this attempt
 * @param objects different objects among them
 * @param checksum over the commands read
 * @param announced count in the phase's end marker, null before it was read
 * @param announcedChecksum checksum in the end marker
 * @param done objects with an outcome of this run for this command
 * @param outcomes done objects by status
 * @param ownersUnmatched done objects whose owner met no user
 * @param calls API calls, repeated attempts included
 * @param cost in the vendor's own currency
 * @param checks what verification found
 * @param firstOutcomeAt earliest and latest outcome
 * @param endMarkerAt when the end marker was written
 */
public record PhaseStanding(
        int number,
        String name,
        int attempt,
        long seen,
        long objects,
        String checksum,
        @Nullable Long announced,
        @Nullable String announcedChecksum,
        long done,
        Map<Status, Long> outcomes,
        long ownersUnmatched,
        long calls,
        double cost,
        Checks checks,
        @Nullable Instant firstOutcomeAt,
        @Nullable Instant lastOutcomeAt,
        @Nullable Instant endMarkerAt) {

    /** The phase reconcile appends to a run: every object read back and compared. */
    public static final int VERIFICATION = 90;

    /** Fields read back and compared. */
    public record Checks(long fields, long equal, long explained, long different) {
        /** Nothing checked. */
        public static final Checks NONE = new Checks(0, 0, 0, 0);

        Checks plus(Checks other) {
            return new Checks(
                    fields + other.fields,
                    equal + other.equal,
                    explained + other.explained,
                    different + other.different);
        }

        Checks minus(Checks other) {
            return plus(new Checks(-other.fields, -other.equal, -other.explained, -other.different));
        }
    }

    /** Whether the end marker was read. */
    public boolean ended() {
        return announced != null;
    }

    /** Whether the end was read and what was read is what was announced, each object once. */
    public boolean agrees() {
        return announced != null && announced == seen && checksum.equals(announcedChecksum) && objects == seen;
    }

    /** Whether every command is known and has an outcome: the gate behind this phase may open. */
    public boolean accounted() {
        return agrees() && done == objects;
    }

    /** Objects with this status. */
    public long count(Status status) {
        return outcomes.getOrDefault(status, 0L);
    }

    /** Share of objects that failed or were parked, 0 for an empty phase. */
    public double failedShare() {
        return objects == 0 ? 0 : (double) (count(Status.FAILED) + count(Status.PARKED)) / objects;
    }
}
