package org.crmmigration.reconcile.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.reconcile.ledger.CauseGroup;
import org.crmmigration.reconcile.ledger.LedgerQueries.Exclusion;
import org.crmmigration.reconcile.ledger.LedgerQueries.RuleCount;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}: a versioned contract, described in {@code docs/report.md}. Everything in it was counted from what
 * was read from the topics; nothing is assumed. Times are UTC, durations seconds. Fields are only ever added within a
 * version.
 *
 * @param state the migration's state, see {@code DESIGN} section 6
 * @param run the run reported on; null before the first
 * @param excludedByReason records the mapping left out
 * @param failures objects that failed or are parked, grouped by cause
 * @param ownerQueue objects whose owner met no user of the CRM
 * @param dataQuality findings about the export, by rule
 * @param account what the loader noted at the account before it wrote, and records it could not tell apart
 * @param exclusions records left out, by kind and reason, with the reason in words
 */
public record Report(
        int version,
        String migration,
        String destination,
        String state,
        String stateReason,
        @Nullable String run,
        @Nullable String export,
        @Nullable Integer mappingVersion,
        Instant writtenAt,
        Crm crm,
        Ledger ledger,
        List<Phase> phases,
        Budget budget,
        Verification verification,
        Map<String, Long> findings,
        Map<String, Double> durations,
        Map<String, Long> excludedByReason,
        List<CauseGroup> failures,
        long ownerQueue,
        List<RuleCount> dataQuality,
        List<Exclusion> exclusions,
        List<DestinationSchema.Note> account) {

    /** The contract's version. */
    public static final int VERSION = 1;

    /** The destination. url is empty when the migration's settings do not name it ({@code crmUrl}). */
    public record Crm(String url, boolean sandbox) {}

    /**
     * The balance.
     *
     * @param rowsIn physical rows of all files of the export
     * @param balanced whether {@code unbalanced} is empty
     * @param unbalanced sentences that say where and by how much
     * @param byState rows by their one final state
     * @param records kind to state to count; every kind's states add up to its total
     */
    public record Ledger(
            long rowsIn,
            boolean balanced,
            List<String> unbalanced,
            Map<String, Long> byState,
            List<File> byFile,
            Map<String, Map<String, Long>> records) {}

    /** One file of the export. */
    public record File(
            String file, String kind, String sha256, long rowsIn, boolean balanced, Map<String, Long> byState) {}

    /**
     * One phase. commands = done + parked + failed + waiting.
     *
     * @param startedAt when its gate opened
     * @param endedAt when its last outcome was written, null while commands wait
     */
    public record Phase(
            int number,
            String name,
            long commands,
            long done,
            long parked,
            long failed,
            long waiting,
            Map<String, Long> outcomes,
            long calls,
            double cost,
            boolean accounted,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /**
     * What the run took from the account's budget.
     *
     * @param calls API calls of all commands, repeated attempts included
     * @param cost in the vendor's own currency
     * @param throttled answers that said: too fast; as the lane counted them
     * @param utilisation share of the budget used, 0 to 1, as the lane last told; 0 when it told none
     */
    public record Budget(long calls, double cost, long throttled, double utilisation) {}

    /**
     * What reading back found.
     *
     * @param objects read back and compared
     * @param sound objects without an unexplained difference
     * @param missed objects that could not be read back
     * @param differentFields logical field to how often it was different
     */
    public record Verification(
            long objects,
            long sound,
            long missed,
            long fields,
            long equal,
            long explained,
            long different,
            Map<String, Long> differentFields) {}
}
