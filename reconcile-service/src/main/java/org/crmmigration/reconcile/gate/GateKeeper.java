package org.crmmigration.reconcile.gate;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.Announcer;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.rollback.OwnRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves runs on: opens gates, holds them, has the verification written, ends runs. Called one at a time for each
 * migration; everything it does may be done again after a crash.
 */
public final class GateKeeper {

    private static final Logger log = LoggerFactory.getLogger(GateKeeper.class);

    private final Register register;
    private final LedgerReader ledgers;
    private final Announcer announcer;
    private final VerificationWriter verification;
    private final OwnRuns own;
    private final RunEnd end;
    private final GateRules rules;
    /** By migration: how far the commands must have been read before it is decided again. */
    private final Map<String, Long> readFirst = new ConcurrentHashMap<>();

    /** What to say when a run is over. */
    @FunctionalInterface
    public interface RunEnd {
        /** One sentence about what a person has to look at; empty when all is accounted for and verified. */
        String open(MigrationView view, OpenLedger ledger);
    }

    /**
     * A keeper.
     *
     * @param maxFailedShare share of failed and parked objects of a phase above which its next gate is held
     */
    public GateKeeper(
            Register register,
            LedgerReader ledgers,
            Announcer announcer,
            VerificationWriter verification,
            OwnRuns own,
            RunEnd end,
            double maxFailedShare) {
        this.register = register;
        this.ledgers = ledgers;
        this.announcer = announcer;
        this.verification = verification;
        this.own = own;
        this.end = end;
        this.rules = new GateRules(maxFailedShare);
    }

    /** Looks at a migration and does what is due. */
    public void look(String migration) {
        MigrationView view = register.find(migration).orElse(null);
        OpenLedger ledger =
                ledgers.ledger(migration).filter(OpenLedger::caughtUp).orElse(null);
        RunRequested asked = view == null ? null : view.run();
        if (view == null || ledger == null || asked == null || !view.moving()) {
            return;
        }
        if (ledger.commandsPosition() <= readFirst.getOrDefault(migration, -1L)) {
            return;
        }
        RunStanding run = ledger.standing().run(asked.run()).orElse(null);
        if (!asked.scope().reach().mapped() && (run == null || run.endedAt() == null)) {
            readFirst.put(migration, own.write(Objects.requireNonNull(view.definition()), asked, ledger));
        } else if (run != null) {
            act(view, run, ledger);
        }
    }

    private void act(MigrationView view, RunStanding run, OpenLedger ledger) {
        String migration = ledger.migration();
        Decision decision =
                rules.decide(run, phase -> view.gate(run.run(), phase).isPresent());
        switch (decision) {
            case Decision.Wait _ -> {}
            case Decision.Open open -> open(migration, view.currentState(), run, open);
            case Decision.Hold hold ->
                announcer.state(migration, State.PAUSED, run.run(), hold.phase(), hold.sentence());
            case Decision.Verify verify -> write(view, run, ledger, verify.attempt());
            case Decision.Finish _ -> finish(view, run, ledger);
        }
    }

    private void open(String migration, State state, RunStanding run, Decision.Open open) {
        announcer.say(migration, at -> new PhaseApproved(migration, run.run(), open.phase(), "reconcile", at));
        announcer.state(migration, state, run.run(), open.phase(), open.reason());
        log.atInfo()
                .addKeyValue("migration", migration)
                .addKeyValue("run", run.run())
                .addKeyValue("phase", open.phase())
                .log("gate opened");
    }

    private void write(MigrationView view, RunStanding run, OpenLedger ledger, int attempt) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        if (run.scope().reach() == Reach.ROLLBACK) {
            readFirst.put(definition.migration(), own.verifyTakenBack(definition, run, attempt, ledger));
            return;
        }
        try (LedgerQueries queries = ledger.queries()) {
            boolean retry = run.scope().reach() == Reach.RETRY;
            long offset = verification.write(
                    definition.migration(),
                    definition.topics().commands(),
                    run.run(),
                    new VerificationWriter.Phase(attempt, retry),
                    queries);
            readFirst.put(definition.migration(), offset);
        }
    }

    /** A verification without a load leaves the state as the run before it had left it, unless it found something. */
    private void finish(MigrationView view, RunStanding run, OpenLedger ledger) {
        RunStanding wrote = run.scope().reach() == Reach.VERIFICATION ? lastWriter(run, ledger) : run;
        switch (wrote.scope().reach()) {
            case ROLLBACK -> end(run, ledger, State.ROLLED_BACK, TakenBackWords.of(wrote));
            case PREPARATION -> end(run, ledger, State.PREPARED, PartialRunWords.prepared(wrote));
            case SAMPLE -> end(run, ledger, State.SAMPLED, PartialRunWords.sampled(wrote));
            case EVERYTHING, RETRY, VERIFICATION -> {
                String open = end.open(view, ledger);
                end(
                        run,
                        ledger,
                        open.isEmpty() ? State.COMPLETED : State.VERIFIED,
                        open.isEmpty()
                                ? "every row is accounted for and every object was read back"
                                : "to look at: " + open);
            }
        }
    }

    private void end(RunStanding run, OpenLedger ledger, State state, String reason) {
        announcer.state(ledger.migration(), state, run.run(), null, reason);
    }

    private static RunStanding lastWriter(RunStanding verification, OpenLedger ledger) {
        return ledger.standing().runs().values().stream()
                .filter(run -> run.scope().reach() != Reach.VERIFICATION)
                .reduce((_, later) -> later)
                .orElse(verification);
    }
}
