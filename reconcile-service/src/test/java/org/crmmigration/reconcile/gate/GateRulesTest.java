package org.crmmigration.reconcile.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateRulesTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final GateRules rules = new GateRules(0.5);

    @Test
    void waitsUntilMappingHasBegun() {
        RunStanding run = new RunStanding("run-1", "", 0, null, null, Map.of(), Map.of(), List.of(done(0, 5)));
        assertThat(decide(run, 0)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void opensTheFirstGateWithoutCondition() {
        assertThat(decide(run(false, emitted(0, 5, 0)))).isEqualTo(open(0));
    }

    @Test
    void opensTheNextGateOnceEveryCommandHasAnOutcome() {
        assertThat(decide(run(false, done(0, 5), emitted(1, 5, 0)), 0)).isEqualTo(open(1));
    }

    @Test
    void opensTheNextGateBehindAnEmptyPhase() {
        assertThat(decide(run(false, done(0, 0), emitted(1, 5, 0)), 0)).isEqualTo(open(1));
    }

    @Test
    void keepsTheGateClosedWhileOneOutcomeIsMissing() {
        assertThat(decide(run(false, emitted(0, 5, 4), emitted(1, 5, 0)), 0)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void keepsTheGateClosedUntilTheEndOfThePhaseWasRead() {
        PhaseStanding unended = phase(0, 5, null, "00", 5, Map.of(Status.CREATED, 5L));
        assertThat(decide(run(false, unended, emitted(1, 5, 0)), 0)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void holdsAPhaseThatIsNotWhatItWasAnnouncedToBe() {
        PhaseStanding short1 = phase(0, 4, 5L, "00", 4, Map.of(Status.CREATED, 4L));
        PhaseStanding changed = phase(0, 5, 5L, "ff", 5, Map.of(Status.CREATED, 5L));

        assertThat(decide(run(false, short1, emitted(1, 5, 0)), 0)).isInstanceOf(Decision.Hold.class);
        assertThat(decide(run(false, changed, emitted(1, 5, 0)), 0)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void holdsTheNextGateWhenTooManyFailed() {
        PhaseStanding bad = phase(0, 20, 20L, "00", 20, Map.of(Status.FAILED, 10L, Status.PARKED, 1L));

        Decision decision = decide(run(false, bad, emitted(1, 5, 0)), 0);

        assertThat(decision).isInstanceOfSatisfying(Decision.Hold.class, hold -> {
            assertThat(hold.phase()).isEqualTo(1);
            assertThat(hold.sentence()).contains("10 of 20 objects failed and 1 are parked");
        });
    }

    @Test
    void goesOnWithARetryWhateverItLeavesToAWholeRun() {
        // Given
        PhaseStanding left = phase(0, 20, 20L, "00", 20, Map.of(Status.PARKED, 19L, Status.CREATED, 1L));
        RunStanding whole = run(false, left, emitted(1, 5, 0));
        RunStanding retry = new RunStanding(
                "run-1", "export-1", 1, AT, null, Map.of(), Map.of(), whole.phases(), RunScope.of(Reach.RETRY));

        // When // Then
        assertThat(decide(whole, 0)).isInstanceOf(Decision.Hold.class);
        assertThat(decide(retry, 0)).isEqualTo(open(1));
    }

    @Test
    void opensTheNextGateWhenHalfFailedOrThePhaseIsSmall() {
        PhaseStanding half = phase(0, 20, 20L, "00", 20, Map.of(Status.FAILED, 10L, Status.CREATED, 10L));
        PhaseStanding small = phase(0, 19, 19L, "00", 19, Map.of(Status.FAILED, 19L));

        assertThat(decide(run(false, half, emitted(1, 5, 0)), 0)).isEqualTo(open(1));
        assertThat(decide(run(false, small, emitted(1, 5, 0)), 0)).isEqualTo(open(1));
    }

    @Test
    void goesOnAfterAPersonOpenedTheHeldGate() {
        PhaseStanding bad = phase(0, 20, 20L, "00", 20, Map.of(Status.FAILED, 20L));
        assertThat(decide(run(false, bad, done(1, 3), emitted(2, 1, 0)), 0, 1)).isEqualTo(open(2));
    }

    @Test
    void doesNotVerifyBeforeTheRunHasEnded() {
        assertThat(decide(run(false, done(0, 5)), 0)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void verifiesOnceTheMappingsPhasesAreAccountedFor() {
        assertThat(decide(run(true, done(0, 5), done(3, 2)), 0, 3)).isEqualTo(new Decision.Verify(1));
    }

    @Test
    void writesAHalfWrittenVerificationAgainAsTheNextAttempt() {
        PhaseStanding half = phase(PhaseStanding.VERIFICATION, 3, null, "00", 0, Map.of());
        assertThat(decide(run(true, done(0, 5), half), 0)).isEqualTo(new Decision.Verify(2));
    }

    @Test
    void opensTheVerificationsGateThenFinishes() {
        PhaseStanding written = emitted(PhaseStanding.VERIFICATION, 5, 0);
        PhaseStanding verified = done(PhaseStanding.VERIFICATION, 5);

        assertThat(decide(run(true, done(0, 5), written), 0)).isEqualTo(open(PhaseStanding.VERIFICATION));
        assertThat(decide(run(true, done(0, 5), written), 0, 90)).isInstanceOf(Decision.Wait.class);
        assertThat(decide(run(true, done(0, 5), verified), 0, 90)).isEqualTo(new Decision.Finish());
    }

    private Decision decide(RunStanding run, Integer... open) {
        Set<Integer> gates = Set.of(open);
        Decision decision = rules.decide(run, gates::contains);
        return decision instanceof Decision.Open(int phase, String _) ? open(phase) : decision;
    }

    private static Decision open(int phase) {
        return new Decision.Open(phase, "");
    }

    private static RunStanding run(boolean ended, PhaseStanding... phases) {
        return new RunStanding("run-1", "export-1", 1, AT, ended ? AT : null, Map.of(), Map.of(), List.of(phases));
    }

    private static PhaseStanding done(int number, long objects) {
        return emitted(number, objects, objects);
    }

    private static PhaseStanding emitted(int number, long objects, long done) {
        return phase(number, objects, objects, "00", done, done == 0 ? Map.of() : Map.of(Status.CREATED, done));
    }

    private static PhaseStanding phase(
            int number,
            long seen,
            @Nullable Long announced,
            String announcedChecksum,
            long done,
            Map<Status, Long> outcomes) {
        return new PhaseStanding(
                number,
                "phase",
                1,
                seen,
                seen,
                "00",
                announced,
                announced == null ? null : announcedChecksum,
                done,
                outcomes,
                0,
                0,
                0,
                Checks.NONE,
                null,
                null,
                null);
    }
}
