package org.crmmigration.reconcile.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.reconcile.lag.Forecast;
import org.crmmigration.reconcile.lag.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration is, for programs and the console.
 *
 * @param caughtUp whether the ledger has read what stood on the topics when this instance took the migration over;
 *     numbers are too low before
 * @param forecast when the run ends; null without a run under way, or when nobody knows
 * @param records records of the last generation, by kind
 */
record MigrationStatus(
        String migration,
        String destination,
        boolean sandbox,
        String state,
        String reason,
        @Nullable Instant since,
        @Nullable String run,
        @Nullable String export,
        @Nullable Integer mappingVersion,
        boolean caughtUp,
        @Nullable Progress progress,
        @Nullable Forecast forecast,
        @Nullable PhaseStatus phase,
        List<PhaseStatus> phases,
        @Nullable Lane lane,
        @Nullable LastExport lastExport,
        Map<String, Long> records,
        List<RunSummary> runs) {

    /** A phase; commands = done + parked + failed + waiting. */
    record PhaseStatus(
            int number,
            String name,
            boolean gateOpen,
            boolean accounted,
            long commands,
            long done,
            long parked,
            long failed,
            long waiting) {}

    /** Why the lane moves or does not; reason is one of the closed list of words. */
    record Lane(String reason, @Nullable Instant until, String explanation, Map<String, Double> figures, Instant at) {}

    /** How far reading an export is. */
    record LastExport(String export, String state, long rowsRead, long recordsPublished, String message, Instant at) {}

    /** A run in a line. */
    record RunSummary(
            String run,
            String export,
            int mappingVersion,
            @Nullable Instant beganAt,
            boolean ended,
            long objects,
            long done) {}
}
