package org.crmmigration.reconcile.life;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.jspecify.annotations.Nullable;

/**
 * What the control topic says about one migration. Immutable; messages may come in any order and more than once.
 *
 * @param definition null until it was read
 * @param state null until reconcile said one
 * @param exports by export
 * @param run the run last asked for
 * @param gates opened gates by their key
 */
public record MigrationView(
        @Nullable MigrationDefined definition,
        @Nullable MigrationStateChanged state,
        Map<String, ExportStateChanged> exports,
        @Nullable MappingConfirmed mapping,
        @Nullable RunRequested run,
        Map<String, PhaseApproved> gates,
        @Nullable LaneStateChanged lane) {

    /** What ingest calls an export that has been published to its end. */
    public static final String COMPLETED = "COMPLETED";

    static final MigrationView EMPTY = new MigrationView(null, null, Map.of(), null, null, Map.of(), null);

    /** This view after a message. An older message than the one known is ignored. */
    MigrationView with(ControlMessage message) {
        return switch (message) {
            case MigrationDefined m ->
                new MigrationView(newer(definition, m), state, exports, mapping, run, gates, lane);
            case MigrationStateChanged m ->
                new MigrationView(definition, newer(state, m), exports, mapping, run, gates, lane);
            case ExportStateChanged m ->
                new MigrationView(definition, state, with(exports, m.export(), m), mapping, run, gates, lane);
            case MappingConfirmed m ->
                new MigrationView(definition, state, exports, newer(mapping, m), run, gates, lane);
            case RunRequested m -> new MigrationView(definition, state, exports, mapping, newer(run, m), gates, lane);
            case PhaseApproved m ->
                new MigrationView(definition, state, exports, mapping, run, with(gates, m.key(), m), lane);
            case LaneStateChanged m ->
                new MigrationView(definition, state, exports, mapping, run, gates, newer(lane, m));
        };
    }

    /** The state; a migration that was never given one is a draft. */
    public State currentState() {
        return state == null ? State.DRAFT : state.state();
    }

    /** The export completed last. */
    public Optional<ExportStateChanged> completedExport() {
        return exports.values().stream()
                .filter(export -> export.state().equals(COMPLETED))
                .max(Comparator.comparing(ExportStateChanged::at));
    }

    /** The export heard of last, whatever its state. */
    public Optional<ExportStateChanged> lastExport() {
        return exports.values().stream().max(Comparator.comparing(ExportStateChanged::at));
    }

    /** The opened gate of a phase. */
    public Optional<PhaseApproved> gate(String runId, int phase) {
        return gates.values().stream()
                .filter(gate -> gate.run().equals(runId) && gate.phase() == phase)
                .findFirst();
    }

    /** Whether a run is under way and not held. */
    public boolean moving() {
        return currentState() == State.RUNNING || currentState() == State.ROLLING_BACK;
    }

    /** Whether a run has been asked for and has not come to its end. */
    public boolean active() {
        return moving() || (currentState() == State.PAUSED && state != null && state.run() != null);
    }

    private static <T extends ControlMessage> T newer(@Nullable T known, T heard) {
        return known == null || !heard.at().isBefore(known.at()) ? heard : known;
    }

    private static <T extends ControlMessage> Map<String, T> with(Map<String, T> map, String key, T heard) {
        Map<String, T> copy = new HashMap<>(map);
        copy.merge(key, heard, MigrationView::newer);
        return Map.copyOf(copy);
    }
}
