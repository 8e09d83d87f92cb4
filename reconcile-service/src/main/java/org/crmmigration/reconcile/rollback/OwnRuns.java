package org.crmmigration.reconcile.rollback;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.Phase;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RollbackPlan;
import org.crmmigration.reconcile.ledger.RollbackPlan.Step;
import org.crmmigration.reconcile.ledger.RunStanding;

/**
 * Writes the runs that do not come from a mapping: a rollback, phase by phase in reverse order of dependency, and a
 * verification without a load. What is written depends on the ledger before the run alone, so that a run left
 * half-written is written again the same, as the next attempt.
 */
public final class OwnRuns {

    /** Cause word of a verification that looks for what persons changed, instead of comparing field by field. */
    public static final String EDITS = "edits";

    private static final String EXPECT = "expect";

    private final Clients clients;
    private final Clock clock;

    /** Runs on one cluster. */
    public OwnRuns(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Writes the whole run and returns the offset of its end once all replicas have it. */
    public long write(MigrationDefined migration, RunRequested asked, OpenLedger ledger) {
        int attempt = 1
                + ledger.standing().run(asked.run()).stream()
                        .flatMap(run -> run.phases().stream())
                        .mapToInt(PhaseStanding::attempt)
                        .max()
                        .orElse(0);
        try (CommandWriter out = CommandWriter.open(
                        clients,
                        "reconcile-own-" + migration.migration(),
                        migration.topics().commands());
                RollbackPlan plan = ledger.rollbackPlan(asked.scope(), asked.run())) {
            if (asked.scope().reach() == RunScope.Reach.ROLLBACK) {
                takeBack(asked, plan, attempt, out);
            } else {
                verify(asked, plan, attempt, out);
            }
            out.send(asked.run(), "ended", 0, new RunEnded(asked.run(), Map.of(), clock.instant()));
            return out.commit();
        }
    }

    /**
     * Writes the verification of a rollback: what was deleted must be gone, what was restored must be as it was.
     *
     * @param attempt of the phase
     */
    public long verifyTakenBack(MigrationDefined migration, RunStanding run, int attempt, OpenLedger ledger) {
        try (CommandWriter out = CommandWriter.open(
                        clients,
                        "reconcile-own-" + migration.migration(),
                        migration.topics().commands());
                var queries = ledger.queries()) {
            PhaseWriter phase = new PhaseWriter(
                    out, run.run(), PhaseStanding.VERIFICATION, "verification of the rollback", attempt);
            queries.takenBack(run.run(), undo -> {
                if (undo.restore() || undo.crmId() != null) {
                    phase.command(Action.VERIFY, undo.key(), undo.restore() ? "before" : "gone " + undo.crmId());
                }
            });
            phase.end();
            return out.commit();
        }
    }

    private void takeBack(RunRequested asked, RollbackPlan plan, int attempt, CommandWriter out) {
        List<Step> steps = plan.steps();
        List<Phase> phases = IntStream.range(0, steps.size())
                .mapToObj(number -> new Phase(number, name(steps.get(number))))
                .toList();
        began(asked, phases, out);
        for (int number = 0; number < steps.size(); number++) {
            Step step = steps.get(number);
            PhaseWriter phase = new PhaseWriter(out, asked.run(), number, name(step), attempt);
            plan.each(step, undo -> phase.command(undo.restore() ? Action.RESTORE : Action.DELETE, undo.key(), ""));
            phase.end();
        }
    }

    private static String name(Step step) {
        return "take back " + step.objectType();
    }

    private void verify(RunRequested asked, RollbackPlan plan, int attempt, CommandWriter out) {
        began(asked, List.of(), out);
        PhaseWriter phase = new PhaseWriter(out, asked.run(), PhaseStanding.VERIFICATION, "verification", attempt);
        String expected = asked.scope().causes().contains(EDITS) ? "ours" : "";
        plan.inCrm(undo -> phase.command(Action.VERIFY, undo.key(), expected));
        phase.end();
    }

    private void began(RunRequested asked, List<Phase> phases, CommandWriter out) {
        out.send(
                asked.run(),
                "run",
                0,
                new RunBegan(
                        asked.run(), asked.export(), asked.mappingVersion(), phases, clock.instant(), asked.scope()));
    }

    /** One phase, bracketed and counted. */
    private static final class PhaseWriter {
        private final CommandWriter out;
        private final String run;
        private final int number;
        private final PhaseChecksum checksum = new PhaseChecksum();

        PhaseWriter(CommandWriter out, String run, int number, String name, int attempt) {
            this.out = out;
            this.run = run;
            this.number = number;
            out.send(run, "began", number, new PhaseBegan(run, number, name, attempt));
        }

        void command(Action action, ObjectKey key, String expected) {
            Map<String, Value> fields = expected.isEmpty() ? Map.of() : Map.of(EXPECT, new Value.Text(expected));
            String hash = action.name().toLowerCase(Locale.ROOT) + " in " + run;
            ObjectCommand command = new ObjectCommand(run, number, action, key, hash, fields, List.of());
            checksum.add(command);
            out.send(key.toString(), "command", number, command);
        }

        void end() {
            out.send(run, "ended", number, new PhaseEnded(run, number, checksum.count(), checksum.text()));
        }
    }
}
