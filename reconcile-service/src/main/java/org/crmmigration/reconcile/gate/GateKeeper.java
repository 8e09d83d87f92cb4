package org.crmmigration.reconcile.gate;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.messaging.command.RunScope;
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

    /** Whether the last run that wrote anything before this verification was a rollback. */
    private static boolean takenBack(OpenLedger ledger, RunStanding verification) {
        return ledger.standing().runs().values().stream()
                .filter(run ->
                        !run.run().equals(verification.run()) && run.scope().reach() != RunScope.Reach.VERIFICATION)
                .reduce((_, later) -> later)
                .filter(run -> run.scope().reach() == RunScope.Reach.ROLLBACK)
                .isPresent();
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
        if (run.scope().reach() == RunScope.Reach.ROLLBACK) {
            readFirst.put(definition.migration(), own.verifyTakenBack(definition, run, attempt, ledger));
            return;
        }
        try (LedgerQueries queries = ledger.queries()) {
            boolean retry = run.scope().reach() == RunScope.Reach.RETRY;
            long offset = verification.write(
                    definition.migration(),
                    definition.topics().commands(),
                    run.run(),
                    new VerificationWriter.Phase(attempt, retry),
                    queries);
            readFirst.put(definition.migration(), offset);
        }
    }

    private void finish(MigrationView view, RunStanding run, OpenLedger ledger) {
        if (run.scope().reach() == RunScope.Reach.ROLLBACK) {
            announcer.state(ledger.migration(), State.ROLLED_BACK, run.run(), null, TakenBackWords.of(run));
            return;
        }
        if (run.scope().reach() == RunScope.Reach.VERIFICATION && takenBack(ledger, run)) {
            announcer.state(ledger.migration(), State.ROLLED_BACK, run.run(), null, "what stayed was read back");
            return;
        }
        if (run.scope().reach() == RunScope.Reach.PREPARATION) {
            announcer.state(ledger.migration(), State.PREPARED, run.run(), null, PartialRunWords.prepared(run));
            return;
        }
        if (run.scope().reach() == RunScope.Reach.SAMPLE) {
            announcer.state(ledger.migration(), State.SAMPLED, run.run(), null, PartialRunWords.sampled(run));
            return;
        }
        String open = end.open(view, ledger);
        announcer.state(
                ledger.migration(),
                open.isEmpty() ? State.COMPLETED : State.VERIFIED,
                run.run(),
                null,
                open.isEmpty() ? "every row is accounted for and every object was read back" : "to look at: " + open);
    }
}
