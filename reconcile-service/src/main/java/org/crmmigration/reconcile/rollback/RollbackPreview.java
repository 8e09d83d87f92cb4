package org.crmmigration.reconcile.rollback;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.command.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback would do; nothing is written for it. Counts come from the ledger; what persons changed comes from a look
 * at the CRM, when there was one.
 *
 * @param deletes objects the migration created, those that persons changed not yet taken off
 * @param restores objects that were there before and were changed
 * @param types the same by type, in the order they would be taken back
 * @param looked the run that looked for persons' edits last, null when none did
 * @param kept objects that would stay for what persons changed, as of that look; what they refer to stays too
 * @param gone objects somebody deleted since, as of that look
 * @param calls API calls it would take, about
 * @param cost in the vendor's own currency, about; 0 when no run tells what a call costs
 * @param seconds at the pace of the last run, null when no run tells
 */
public record RollbackPreview(
        int version,
        String migration,
        String destination,
        RunScope scope,
        Instant writtenAt,
        long deletes,
        long restores,
        List<TypePreview> types,
        @Nullable String looked,
        @Nullable Instant lookedAt,
        long keptCount,
        List<Kept> kept,
        long gone,
        long calls,
        double cost,
        @Nullable Long seconds,
        List<String> remarks,
        Map<String, Long> differentFields) {

    /** The document's version. */
    public static final int VERSION = 1;

    /**
     * One type.
     *
     * @param delete created by the migration
     * @param unanswered a command without an outcome: deleted if it is there
     * @param restore were there before and were changed
     * @param adopted were there before and were never changed: stay
     * @param earlier were changed by an earlier run too: stay as they are
     */
    public record TypePreview(
            String objectType, long delete, long unanswered, long restore, long adopted, long earlier) {}
}
