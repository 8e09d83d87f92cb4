package org.crmmigration.messaging.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * What stands on {@code crm.<slug>.commands}: confirmed mappings, and runs, each a {@link RunBegan}, then phase by phase
 * {@link PhaseBegan}, {@link ObjectCommand}s, {@link PhaseEnded}, then {@link RunEnded}.
 * Reconcile appends phases of its own (verification, rollback) after the run's end, bracketed the same way.
 */
public sealed interface CommandMessage {

    /** The text of a mapping a person confirmed. */
    record MappingText(int version, String sha256, String yaml, Instant at) implements CommandMessage {}

    /** Opens a run over one export with one mapping; phases are in their order. */
    record RunBegan(String run, String export, int mappingVersion, List<Phase> phases, Instant at, RunScope scope)
            implements CommandMessage {

        /** A run over everything. */
        public RunBegan(String run, String export, int mappingVersion, List<Phase> phases, Instant at) {
            this(run, export, mappingVersion, phases, at, RunScope.EVERYTHING);
        }
    }

    /** A phase's number, which orders it, and its name for people. */
    record Phase(int number, String name) {}

    /** Opens a phase. A higher attempt of the same phase replaces the one before it. */
    record PhaseBegan(String run, int phase, String name, int attempt) implements CommandMessage {}

    /**
     * What one destination object should look like.
     *
     * @param fields the destination's logical field names to values; custom fields are named by the source key of their
     *     field object, references by object key; never an id of the CRM
     * @param payloadHash keyed hash of object type and fields
     * @param origins source keys of the records this object was made of
     */
    record ObjectCommand(
            String run,
            int phase,
            Action action,
            ObjectKey key,
            String payloadHash,
            Map<String, Value> fields,
            List<String> origins)
            implements CommandMessage {}

    /** What to do with an object. */
    enum Action {
        UPSERT,
        DELETE,
        RESTORE,
        VERIFY
    }

    /** A record that leads to no command. reason is a word of a closed list, explanation is for people. */
    record RecordExcluded(String run, String kind, String sourceKey, String reason, String explanation)
            implements CommandMessage {}

    /** Closes a phase with the count of its commands and {@link PhaseChecksum} over them. */
    record PhaseEnded(String run, int phase, long commands, String checksum) implements CommandMessage {}

    /** Closes a run. */
    record RunEnded(String run, Map<String, Long> excludedByReason, Instant at) implements CommandMessage {}
}
