package org.crmmigration.messaging.control;

import java.time.Instant;
import java.util.Map;
import org.crmmigration.messaging.command.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * What stands on {@code crm.control}: no personal data, compacted, one key per {@link #key()}, one bucket per migration.
 */
public sealed interface ControlMessage {

    /** The migration's slug. */
    String migration();

    /** The compaction key: migration, kind of message and what tells several of them apart. */
    String key();

    /** When it was said. */
    Instant at();

    /**
     * A migration exists.
     *
     * @param destination {@code pipedrive}, {@code freshsales}, {@code dynamics} or {@code highlevel}
     * @param accountReference where the loader finds the account file; never its content
     * @param secretReference where the migration's secret is found, for example {@code ${file:/path}}
     * @param sandbox whether a sandbox stands in for the CRM
     * @param settings for example {@code timeZone}, {@code currency}, {@code region}, {@code dateOrder}
     */
    record MigrationDefined(
            String migration,
            String destination,
            String accountReference,
            String secretReference,
            boolean sandbox,
            Topics topics,
            Map<String, String> settings,
            Instant at)
            implements ControlMessage {
        @Override
        public String key() {
            return migration + "/definition";
        }
    }

    /** The migration's topics. Nobody composes these names but the one who creates them. */
    record Topics(String records, String commands, String ledger, String findings) {

        /** The first generation's names for a migration. */
        public static Topics of(String migration) {
            String prefix = "crm." + migration + ".";
            return new Topics(prefix + "records", prefix + "commands", prefix + "ledger", prefix + "findings");
        }
    }

    /** The migration's life. */
    enum State {
        DRAFT,
        RECEIVED,
        MAPPED,
        CONFIRMED,
        PREPARED,
        SAMPLED,
        APPROVED,
        RUNNING,
        VERIFIED,
        DELTA,
        COMPLETED,
        PAUSED,
        ROLLING_BACK,
        ROLLED_BACK,
        ERASED,
        FAILED
    }

    /** The migration entered a state. Written by reconcile-service alone. */
    record MigrationStateChanged(
            String migration,
            State state,
            @Nullable String run,
            @Nullable Integer phase,
            String reason,
            Instant at) implements ControlMessage {
        @Override
        public String key() {
            return migration + "/state";
        }
    }

    /**
     * How far ingest is with an export.
     *
     * @param state {@code READING}, {@code PUBLISHING}, {@code COMPLETED} or {@code REJECTED}
     */
    record ExportStateChanged(
            String migration,
            String export,
            String state,
            long rowsRead,
            long recordsPublished,
            String message,
            Instant at)
            implements ControlMessage {
        @Override
        public String key() {
            return migration + "/export/" + export;
        }
    }

    /** A person confirmed a mapping; its text stands on the commands topic at the offset. */
    record MappingConfirmed(String migration, int version, String sha256, long commandsOffset, Instant at)
            implements ControlMessage {
        @Override
        public String key() {
            return migration + "/mapping";
        }
    }

    /** Asks mapping-service for a run. */
    record RunRequested(String migration, String run, String export, int mappingVersion, Instant at, RunScope scope)
            implements ControlMessage {

        /** A run over everything. */
        public RunRequested(String migration, String run, String export, int mappingVersion, Instant at) {
            this(migration, run, export, mappingVersion, at, RunScope.EVERYTHING);
        }

        @Override
        public String key() {
            return migration + "/run";
        }
    }

    /** Opens the gate of a phase. Written by reconcile-service alone. */
    record PhaseApproved(String migration, String run, int phase, String by, Instant at) implements ControlMessage {
        @Override
        public String key() {
            return migration + "/gate/" + run + "/" + phase;
        }
    }

    /** Why a lane does not move; the same words everywhere. */
    enum LaneReason {
        NONE("running"),
        THROTTLED("throttled"),
        DAILY_BUDGET_USED("daily budget used"),
        ACCOUNT_BUSY("account busy"),
        GATE_CLOSED("gate closed"),
        OWNER_QUEUE("owner queue"),
        NEEDS_ADMIN("needs admin"),
        CRM_UNAVAILABLE("CRM unavailable"),
        PAUSED("paused"),
        IN_DOUBT("in doubt"),
        STARVED("starved"),
        STALLED("stalled");

        private final String words;

        LaneReason(String words) {
            this.words = words;
        }

        /** The words for people. */
        public String words() {
            return words;
        }
    }

    /**
     * Whether a lane moves, why not, and until when.
     *
     * @param figures for example {@code calls}, {@code cost}, {@code throttled}, {@code ratePerSecond},
     *     {@code budgetLimit}, {@code budgetUsed}
     */
    record LaneStateChanged(
            String migration,
            String destination,
            LaneReason reason,
            @Nullable Instant until,
            String explanation,
            @Nullable String run,
            @Nullable Integer phase,
            Map<String, Double> figures,
            Instant at)
            implements ControlMessage {
        @Override
        public String key() {
            return migration + "/lane";
        }
    }
}
