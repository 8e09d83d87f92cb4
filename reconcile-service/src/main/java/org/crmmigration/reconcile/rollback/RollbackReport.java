package org.crmmigration.reconcile.rollback;

import java.time.Instant;
import java.util.List;
import org.crmmigration.messaging.command.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback did.
 *
 * @param finished whether every command has an outcome and was read back
 * @param types in the order they were taken back
 * @param keptCount objects that stayed for what persons changed
 * @param kept those objects with both values, the first five thousand
 */
public record RollbackReport(
        int version,
        String migration,
        String destination,
        boolean sandbox,
        String run,
        RunScope scope,
        String state,
        boolean finished,
        Instant writtenAt,
        @Nullable Instant beganAt,
        @Nullable Instant endedAt,
        List<TypeResult> types,
        long keptCount,
        List<Kept> kept,
        Checked verification,
        long calls,
        double cost) {

    /** The document's version. */
    public static final int VERSION = 1;

    /** One type; kept for what persons changed, stuck for a refusal or a fault, waiting without an outcome. */
    public record TypeResult(
            String objectType,
            long commands,
            long deleted,
            long restored,
            long unchanged,
            long kept,
            long stuck,
            long waiting) {}

    /** Objects read back afterwards: deleted ones must be gone, restored ones as they were. */
    public record Checked(long objects, long asExpected, long different, long unread) {}
}
