package org.crmmigration.reconcile.life;

import java.util.Optional;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;

/** Which state a migration enters by what others did. Runs, gates and people move it on from CONFIRMED. */
final class StateRules {

    private StateRules() {}

    /** A state and a sentence why. */
    record Step(State state, String reason) {}

    /** The next state, if it is time for one. */
    static Optional<Step> next(MigrationView view) {
        Optional<ExportStateChanged> export = view.completedExport();
        return switch (view.currentState()) {
            case DRAFT ->
                view.state() == null
                        ? Optional.of(new Step(State.DRAFT, "the migration is defined"))
                        : export.map(e -> new Step(State.RECEIVED, e.export() + " has been read"));
            case RECEIVED, MAPPED ->
                Optional.ofNullable(view.mapping())
                        .map(m -> new Step(State.CONFIRMED, "mapping version " + m.version() + " is confirmed"));
            case VERIFIED, COMPLETED ->
                export.filter(e -> isNew(view, e))
                        .map(e -> new Step(State.DELTA, e.export() + " has been read and not been migrated yet"));
            case CONFIRMED,
                    PREPARED,
                    SAMPLED,
                    APPROVED,
                    RUNNING,
                    DELTA,
                    PAUSED,
                    ROLLING_BACK,
                    ROLLED_BACK,
                    ERASED,
                    FAILED -> Optional.empty();
        };
    }

    private static boolean isNew(MigrationView view, ExportStateChanged export) {
        RunRequested run = view.run();
        return run == null || !run.export().equals(export.export());
    }
}
