package org.crmmigration.reconcile.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.jspecify.annotations.Nullable;

/** Starts, pauses and resumes runs. */
public final class Runs {

    private static final String PREFIX = "run-";

    private final Register register;
    private final Announcer announcer;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Runs of the migrations in the register.
     *
     * @param patience how long to wait for word of an export or a mapping that another service has finished just now
     */
    public Runs(Register register, Announcer announcer, Duration patience) {
        this.register = register;
        this.announcer = announcer;
        this.patience = patience;
    }

    /** Asks for a run over everything; see {@link #start(String, String, Integer, RunScope)}. */
    public String start(String migration, @Nullable String export, @Nullable Integer mappingVersion) {
        return start(migration, export, mappingVersion, RunScope.EVERYTHING);
    }

    /**
     * Asks for a run and opens the gate of its first phase; while another migration works on the same account its lane waits
     * for that one, as {@code account busy}. A run that drives failures again goes over the export of the
     * run before it, unless another is named.
     *
     * @param wantedExport the latest completed one when null
     * @param mappingVersion the confirmed one when null
     * @return the run's id, for example {@code run-1}
     * @throws Refusal saying what is missing, or which run is not finished
     */
    public String start(
            String migration, @Nullable String wantedExport, @Nullable Integer mappingVersion, RunScope scope) {
        if (!scope.reach().mapped()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "a rollback is asked for under /rollbacks, a verification under /verifications");
        }
        lock.lock();
        try {
            refuseWhileActive(view(migration));
            String export =
                    wantedExport == null && scope.reach() == Reach.RETRY ? lastExport(view(migration)) : wantedExport;
            register.await(
                    migration,
                    known -> source(known, export).isPresent()
                            && version(known, mappingVersion).isPresent(),
                    patience);
            MigrationView view = view(migration);
            Optional<ExportStateChanged> source = source(view, export);
            Optional<Integer> version = version(view, mappingVersion);
            refuseUnprepared(export, source.isPresent(), version.isPresent());
            return request(migration, view, source.orElseThrow().export(), version.orElseThrow(), scope);
        } finally {
            lock.unlock();
        }
    }

    /** Holds the migration where it is. */
    public void pause(String migration, String reason) {
        MigrationView view = view(migration);
        if (!view.moving()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "only a running migration can be paused; this one is " + word(view));
        }
        MigrationStateChanged state = Objects.requireNonNull(view.state());
        announcer.state(migration, State.PAUSED, state.run(), state.phase(), reason);
    }

    /**
     * Lets a paused migration go on. A gate that was held for its failures opens, on the word of the one who asks.
     */
    public void resume(String migration) {
        MigrationView view = view(migration);
        MigrationStateChanged state = view.state();
        if (state == null || state.state() != State.PAUSED) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "only a paused migration can be resumed; this one is " + word(view));
        }
        String run = state.run();
        Integer phase = state.phase();
        if (run != null && phase != null && view.gate(run, phase).isEmpty()) {
            announcer.say(migration, at -> new PhaseApproved(migration, run, phase, "operator", at));
        }
        announcer.state(migration, moving(view), run, phase, "resumed by a person");
    }

    /** The state a run of this migration moves in. */
    private static State moving(MigrationView view) {
        RunRequested run = view.run();
        return run != null && run.scope().reach() == Reach.ROLLBACK ? State.ROLLING_BACK : State.RUNNING;
    }

    /**
     * Asks for a run that this service writes itself: a rollback, or a verification without a load. A rollback may be asked
     * for while a run is paused; what is left of that run is given up.
     *
     * @return the run's id
     * @throws Refusal when nothing was ever run, or a run is under way
     */
    public String startOwn(String migration, RunScope scope) {
        lock.lock();
        try {
            MigrationView view = view(migration);
            RunRequested last = view.run();
            if (last == null) {
                throw new Refusal(Refusal.Kind.CONFLICT, "nothing was ever run, so there is nothing in the CRM");
            }
            boolean takesBack = scope.reach() == Reach.ROLLBACK;
            boolean held = view.currentState() == State.PAUSED && last.scope().reach() != Reach.ROLLBACK;
            if (!takesBack || !held) {
                refuseWhileActive(view);
            }
            String run = nextRun(last);
            announcer.say(
                    migration, at -> new RunRequested(migration, run, last.export(), last.mappingVersion(), at, scope));
            announcer.state(
                    migration,
                    takesBack ? State.ROLLING_BACK : State.RUNNING,
                    run,
                    0,
                    run + (takesBack ? " takes back what was written" : " reads back what was written"));
            return run;
        } finally {
            lock.unlock();
        }
    }

    private static String nextRun(@Nullable RunRequested last) {
        return PREFIX + (last == null ? 1 : Integer.parseInt(last.run().substring(PREFIX.length())) + 1);
    }

    private String request(String migration, MigrationView view, String export, int version, RunScope scope) {
        String run = nextRun(view.run());
        announcer.say(migration, at -> new RunRequested(migration, run, export, version, at, scope));
        announcer.say(migration, at -> new PhaseApproved(migration, run, 0, "reconcile", at));
        announcer.state(migration, State.RUNNING, run, 0, run + " over " + export + " was asked for");
        return run;
    }

    private static String lastExport(MigrationView view) {
        RunRequested last = view.run();
        if (last == null) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT, "there is nothing to drive again, for no run was asked for yet; start one");
        }
        return last.export();
    }

    private MigrationView view(String migration) {
        return register.find(migration)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.NOT_FOUND, "there is no migration " + migration + "; create it first"));
    }

    private static Optional<ExportStateChanged> source(MigrationView view, @Nullable String export) {
        return export == null
                ? view.completedExport()
                : Optional.ofNullable(view.exports().get(export))
                        .filter(found -> found.state().equals(MigrationView.COMPLETED));
    }

    private static Optional<Integer> version(MigrationView view, @Nullable Integer wanted) {
        return Optional.ofNullable(view.mapping())
                .map(MappingConfirmed::version)
                .filter(confirmed -> wanted == null || (wanted >= 1 && wanted <= confirmed))
                .map(confirmed -> wanted == null ? confirmed : wanted);
    }

    private static void refuseUnprepared(@Nullable String export, boolean haveExport, boolean haveMapping) {
        List<String> missing = new ArrayList<>();
        if (!haveExport) {
            missing.add(export == null ? "a completely read export" : "the completely read export " + export);
        }
        if (!haveMapping) {
            missing.add("a confirmed mapping");
        }
        if (!missing.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "a run needs " + String.join(" and ", missing) + "; nothing was started",
                    Map.of("missing", missing));
        }
    }

    private static void refuseWhileActive(MigrationView view) {
        RunRequested run = view.run();
        if (view.active() && run != null) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    run.run() + " has not come to its end; resume it or wait for it",
                    Map.of("run", run.run(), "state", view.currentState().name()));
        }
    }

    private static String word(MigrationView view) {
        return view.currentState().name();
    }
}
