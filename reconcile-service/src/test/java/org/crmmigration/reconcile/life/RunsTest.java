package org.crmmigration.reconcile.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<ControlMessage> said = new ArrayList<>();
    private final Register register = new Register();
    private final Announcer announcer = new Announcer(said::add, register, Clock.fixed(NOW, ZoneOffset.UTC));
    private final StateKeeper states = new StateKeeper(register, announcer);
    private final Runs runs = new Runs(register, announcer, Duration.ZERO);

    @BeforeEach
    void own() {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            register.acquired(bucket);
            register.ready(bucket);
        }
        define("acme", "account-1");
    }

    @Test
    void followsWhatOthersDoUntilConfirmed() {
        // When
        prepare("acme");

        // Then
        assertThat(said)
                .filteredOn(ControlMessage.MigrationStateChanged.class::isInstance)
                .extracting(message -> ((ControlMessage.MigrationStateChanged) message).state())
                .containsExactly(State.DRAFT, State.RECEIVED, State.CONFIRMED);
    }

    @Test
    void drivesFailuresOfTheLastRunAgainOverItsExport() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);
        announcer.state("acme", State.COMPLETED, "run-1", null, "done");
        RunScope scope = new RunScope(Reach.RETRY, Set.of("validation"), Set.of());

        // When
        String run = runs.start("acme", null, null, scope);

        // Then
        assertThat(run).isEqualTo("run-2");
        assertThat(view().run()).isNotNull().satisfies(asked -> {
            assertThat(asked.export()).isEqualTo("export-1");
            assertThat(asked.scope()).isEqualTo(scope);
        });
    }

    @Test
    void refusesToDriveFailuresAgainBeforeAnyRun() {
        // Given
        prepare("acme");

        // Then
        assertThatThrownBy(() -> runs.start("acme", null, null, RunScope.of(Reach.RETRY)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing to drive again");
    }

    @Test
    void asksForARunAndOpensItsFirstGate() {
        // Given
        prepare("acme");

        // When
        String run = runs.start("acme", null, null);

        // Then
        assertThat(run).isEqualTo("run-1");
        assertThat(said)
                .filteredOn(RunRequested.class::isInstance)
                .singleElement(type(RunRequested.class))
                .satisfies(asked -> {
                    assertThat(asked.export()).isEqualTo("export-1");
                    assertThat(asked.mappingVersion()).isEqualTo(1);
                });
        assertThat(said)
                .filteredOn(PhaseApproved.class::isInstance)
                .singleElement(type(PhaseApproved.class))
                .satisfies(gate -> assertThat(gate.phase()).isZero());
        assertThat(view().currentState()).isEqualTo(State.RUNNING);
    }

    @Test
    void saysEverythingThatIsMissing() {
        assertThatThrownBy(() -> runs.start("acme", null, null))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.details())
                                .containsEntry("missing", List.of("a completely read export", "a confirmed mapping")));
    }

    @Test
    void refusesAMappingThatIsNotConfirmed() {
        // Given
        prepare("acme");

        // Then
        assertThatThrownBy(() -> runs.start("acme", null, 2)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesASecondRunWhileOneIsActive() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);

        // Then
        assertThatThrownBy(() -> runs.start("acme", null, null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.details()).containsEntry("run", "run-1"));
    }

    @Test
    void countsRunsOnFromTheLast() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);
        announcer.state("acme", State.COMPLETED, "run-1", null, "done");

        // When
        String run = runs.start("acme", null, null);

        // Then
        assertThat(run).isEqualTo("run-2");
    }

    @Test
    void becomesADeltaWhenANewExportHasBeenRead() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);
        announcer.state("acme", State.COMPLETED, "run-1", null, "done");

        // When
        register.on(exported("acme", "export-2", NOW.plusSeconds(60)));
        states.move("acme");

        // Then
        assertThat(view().currentState()).isEqualTo(State.DELTA);
    }

    @Test
    void opensTheHeldGateOnAPersonsWord() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);
        announcer.state("acme", State.PAUSED, "run-1", 3, "too much failed");

        // When
        runs.resume("acme");

        // Then
        assertThat(view().gate("run-1", 3))
                .hasValueSatisfying(gate -> assertThat(gate.by()).isEqualTo("operator"));
        assertThat(view().currentState()).isEqualTo(State.RUNNING);
    }

    @Test
    void opensNoGateWhenAPersonPausedAndResumed() {
        // Given
        prepare("acme");
        runs.start("acme", null, null);
        runs.pause("acme", "lunch");

        // When
        runs.resume("acme");

        // Then
        assertThat(said).filteredOn(PhaseApproved.class::isInstance).hasSize(1);
    }

    @Test
    void ignoresAnOlderStateThatComesBackFromTheTopic() {
        // Given
        prepare("acme");
        ControlMessage old = said.getLast();
        runs.start("acme", null, null);

        // When
        register.on(old);

        // Then
        assertThat(view().currentState()).isEqualTo(State.RUNNING);
    }

    private MigrationView view() {
        return register.find("acme").orElseThrow();
    }

    private void define(String migration, String account) {
        register.on(new MigrationDefined(
                migration, "pipedrive", account, "secret", true, Topics.of(migration), Map.of(), NOW));
        states.move(migration);
    }

    private void prepare(String migration) {
        register.on(exported(migration, "export-1", NOW));
        states.move(migration);
        register.on(new MappingConfirmed(migration, 1, "aa", 1, NOW));
        states.move(migration);
    }

    private static ExportStateChanged exported(String migration, String export, Instant at) {
        return new ExportStateChanged(migration, export, "COMPLETED", 1, 1, "read", at);
    }
}
