package org.crmmigration.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadersIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final String destination = LoaderBench.freshDestination();
    private final FakeCrm crm = new FakeCrm();
    private final LoaderBench bench = LoaderBench.open(destination);

    @BeforeEach
    void define() {
        bench.define(crm.accountFile(directory));
    }

    @AfterEach
    void close() {
        bench.close();
        crm.close();
    }

    @Test
    void loadsPhaseAfterPhaseBehindItsGates() {
        // Given
        ObjectKey company = new ObjectKey("organization", "company:1");
        bench.phase(
                "run-1", 1, List.of(LoaderBench.upsert("run-1", 1, company, Map.of("name", new Value.Text("Acme")))));
        bench.phase(
                "run-1",
                2,
                List.of(LoaderBench.upsert(
                        "run-1", 2, LoaderBench.person(1), Map.of("organization", new Value.Reference(company)))));
        try (Loaders loaders = loaders()) {
            bench.approve("run-1", 1);
            awaitOutcomes("run-1", 1);
            await().atMost(SOON).until(() -> reason(loaders) == LaneReason.GATE_CLOSED);
            assertThat(crm.rows("person")).isEmpty();
            // When
            bench.approve("run-1", 2);
            // Then
            List<Outcome> outcomes = awaitOutcomes("run-1", 2);
            assertThat(outcomes).extracting(Outcome::status).containsOnly(Status.CREATED);
            assertThat(crm.rows("person"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.text())
                            .contains("organization|company:1="
                                    + outcomes.getFirst().crmId()));
        }
    }

    @Test
    void callsNothingForWhatDidNotChangeAndVerifiesAll() {
        // Given
        try (Loaders loaders = loaders()) {
            bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 50, "Ann"));
            bench.approve("run-1", 2);
            awaitOutcomes("run-1", 50);
            int calls = crm.calls();
            // When
            List<ObjectCommand> again = new ArrayList<>(LoaderBench.people("run-2", 2, 50, "Ann"));
            again.set(7, LoaderBench.people("run-2", 2, 50, "Bea").get(7));
            bench.phase("run-2", 2, again);
            bench.approve("run-2", 2);
            List<Outcome> second = awaitOutcomes("run-2", 50);
            int callsOfSecond = crm.calls() - calls;
            bench.phase(
                    "run-2",
                    90,
                    again.stream()
                            .map(command -> LoaderBench.command("run-2", 90, Action.VERIFY, command.key(), Map.of()))
                            .toList());
            bench.approve("run-2", 90);
            // Then
            assertThat(second)
                    .filteredOn(outcome -> outcome.status() == Status.UNCHANGED)
                    .hasSize(49);
            assertThat(second)
                    .filteredOn(outcome -> outcome.status() == Status.UPDATED)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.beforeImage()).contains("Ann 7"));
            assertThat(callsOfSecond).isLessThan(8);
            List<Outcome> verified = awaitOutcomes("run-2", 100).subList(50, 100);
            assertThat(verified).extracting(Outcome::status).containsOnly(Status.VERIFIED);
            assertThat(verified.getFirst().attributes()).containsEntry("fieldsEqual", "1");
            assertThat(loaders.lanes()).isNotEmpty();
        }
    }

    @Test
    void goesOnInTheMiddleAfterARestart() {
        // Given
        bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 300, "Ann"));
        bench.approve("run-1", 2);
        try (Loaders loaders = loaders()) {
            await().atMost(SOON).until(() -> crm.rows("person").size() > 60);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
        int before = crm.rows("person").size();
        // When
        try (Loaders loaders = loaders()) {
            awaitOutcomes("run-1", 300);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
        // Then
        assertThat(before).isLessThan(300);
        assertThat(crm.rows("person")).extracting(FakeCrm.Row::key).hasSize(300).doesNotHaveDuplicates();
        assertThat(bench.outcomes("run-1"))
                .extracting(Outcome::key)
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void neitherDuplicatesNorLosesWhenAnswersAreLost() {
        // Given
        crm.losesAnswerOfCreate(create -> create % 5 == 0);
        crm.throttlesCall(call -> call % 11 == 0);
        bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 100, "Ann"));
        bench.approve("run-1", 2);
        // When
        try (Loaders loaders = loaders()) {
            awaitOutcomes("run-1", 100);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
        // Then
        assertThat(bench.outcomes("run-1")).extracting(Outcome::status).containsOnly(Status.CREATED);
        assertThat(crm.rows("person")).extracting(FakeCrm.Row::key).hasSize(100).doesNotHaveDuplicates();
    }

    private Loaders loaders() {
        return LoaderBench.loaders("one", directory.resolve("data"), new FakeVendor(destination, 1000));
    }

    private LaneReason reason(Loaders loaders) {
        return loaders.lane(bench.migration()).orElseThrow().reason();
    }

    private List<Outcome> awaitOutcomes(String run, int count) {
        await().atMost(SOON).until(() -> bench.outcomes(run).size() >= count);
        return bench.outcomes(run);
    }
}
