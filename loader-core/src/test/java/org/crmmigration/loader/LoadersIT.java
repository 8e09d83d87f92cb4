package org.crmmigration.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.loader.ledger.BucketLedgers;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
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

    @Test
    void parksChildrenOfParentsThatWereRefusedAndReleasesThemLater() {
        // Given
        ObjectKey company = new ObjectKey("organization", "company:1");
        Map<String, Value> link = Map.of("organization", new Value.Reference(company));
        bench.phase(
                "run-1",
                1,
                List.of(LoaderBench.upsert("run-1", 1, company, Map.of("name", new Value.Text("refused")))));
        bench.phase("run-1", 2, List.of(LoaderBench.upsert("run-1", 2, LoaderBench.person(1), link)));
        bench.approve("run-1", 1);
        bench.approve("run-1", 2);
        try (Loaders loaders = loaders()) {
            List<Outcome> first = awaitOutcomes("run-1", 2);
            // When
            bench.phase(
                    "run-2",
                    1,
                    List.of(LoaderBench.upsert("run-2", 1, company, Map.of("name", new Value.Text("Acme")))));
            bench.phase("run-2", 2, List.of(LoaderBench.upsert("run-2", 2, LoaderBench.person(1), link)));
            bench.approve("run-2", 1);
            bench.approve("run-2", 2);
            List<Outcome> second = awaitOutcomes("run-2", 2);
            // Then
            assertThat(first).extracting(Outcome::status).containsExactly(Status.FAILED, Status.PARKED);
            assertThat(first.getLast().cause()).isNotNull().satisfies(cause -> {
                assertThat(cause.code()).isEqualTo("parent-parked");
                assertThat(cause.parent()).isEqualTo("organization|company:1");
            });
            assertThat(second).extracting(Outcome::status).containsOnly(Status.CREATED);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
    }

    @Test
    void drivesOnlyTheFailuresAskedForAgain() {
        // Given
        List<ObjectCommand> people = new ArrayList<>(LoaderBench.people("run-1", 2, 40, "Ann"));
        for (int poison : List.of(3, 9, 14, 27, 31)) {
            people.set(poison, person("run-1", poison, "refused"));
        }
        ObjectKey company = new ObjectKey("organization", "company:1");
        people.set(20, LoaderBench.upsert("run-1", 2, LoaderBench.person(20), link(company)));
        bench.phase("run-1", 2, people);
        bench.approve("run-1", 2);
        try (Loaders loaders = loaders()) {
            List<Outcome> first = awaitOutcomes("run-1", 40);
            int calls = crm.calls();
            // When
            bench.request("run-2", new RunScope(Reach.RETRY, Set.of("refused"), Set.of()));
            bench.approve("run-2", 2);
            List<ObjectCommand> again = new ArrayList<>(LoaderBench.people("run-2", 2, 40, "Bea"));
            again.set(20, LoaderBench.upsert("run-2", 2, LoaderBench.person(20), link(company)));
            bench.phase("run-2", 2, again);
            List<Outcome> second = awaitOutcomes("run-2", 40);
            // Then
            assertThat(first)
                    .filteredOn(outcome -> outcome.status() == Status.FAILED)
                    .hasSize(5);
            assertThat(second)
                    .filteredOn(outcome -> outcome.status() == Status.CREATED)
                    .extracting(outcome -> outcome.key().sourceKey())
                    .containsExactlyInAnyOrder("contact:3", "contact:9", "contact:14", "contact:27", "contact:31");
            assertThat(second)
                    .filteredOn(outcome -> outcome.status() == Status.UNCHANGED)
                    .hasSize(34);
            assertThat(second)
                    .filteredOn(outcome -> outcome.status() == Status.PARKED)
                    .hasSize(1);
            assertThat(crm.calls() - calls).isLessThanOrEqualTo(5 + 3 + 2);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
    }

    @Test
    void releasesChildrenThatCameBeforeTheirParents() {
        // Given
        ObjectKey company = new ObjectKey("organization", "company:1");
        ObjectKey absent = new ObjectKey("organization", "company:2");
        List<ObjectCommand> phase = new ArrayList<>();
        phase.add(LoaderBench.upsert("run-1", 2, LoaderBench.person(1), link(company)));
        phase.add(LoaderBench.upsert("run-1", 2, LoaderBench.person(2), link(absent)));
        phase.addAll(LoaderBench.people("run-1", 2, 60, "Ann").subList(10, 60));
        phase.add(LoaderBench.upsert("run-1", 2, company, Map.of("name", new Value.Text("Acme"))));
        bench.phase("run-1", 2, phase);
        bench.approve("run-1", 2);
        try (Loaders loaders = loaders()) {
            // When
            List<Outcome> outcomes = awaitOutcomes("run-1", 53);
            // Then
            assertThat(outcomes).hasSize(53);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.status() != Status.CREATED)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.key()).isEqualTo(LoaderBench.person(2)));
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
    }

    @Test
    void leavesAloneWhatAPersonChangedOrDeleted() {
        // Given
        try (Loaders loaders = loaders()) {
            bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 3, "Ann"));
            bench.approve("run-1", 2);
            awaitOutcomes("run-1", 3);
            crm.edit(bench.migration() + ":person:contact:0", "by hand");
            crm.remove(bench.migration() + ":person:contact:1");
            // When
            bench.phase("run-2", 2, LoaderBench.people("run-2", 2, 3, "Bea"));
            bench.approve("run-2", 2);
            awaitOutcomes("run-2", 3);
            bench.phase("run-2", 91, deletions("run-2", 91));
            bench.approve("run-2", 91);
            // Then
            List<Outcome> outcomes = awaitOutcomes("run-2", 6);
            assertThat(statuses(outcomes.subList(0, 3)))
                    .containsExactly(Status.CONFLICT, Status.PARKED, Status.UPDATED);
            assertThat(statuses(outcomes.subList(3, 6)))
                    .containsExactly(Status.DELETED, Status.DELETED, Status.DELETED);
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
    }

    @Test
    void putsBeforeImagesBack() {
        // Given
        try (Loaders loaders = loaders()) {
            bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 1, "Ann"));
            bench.approve("run-1", 2);
            awaitOutcomes("run-1", 1);
            bench.phase("run-2", 2, LoaderBench.people("run-2", 2, 1, "Bea"));
            bench.approve("run-2", 2);
            awaitOutcomes("run-2", 1);
            // When
            bench.phase(
                    "run-2",
                    91,
                    List.of(LoaderBench.command("run-2", 91, Action.RESTORE, LoaderBench.person(0), Map.of())));
            bench.approve("run-2", 91);
            // Then
            assertThat(awaitOutcomes("run-2", 2).getLast().status()).isEqualTo(Status.RESTORED);
            assertThat(crm.rows("person"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.text()).contains("Ann 0"));
            assertThat(loaders.lane(bench.migration())).isPresent();
        }
    }

    @Test
    void holdsWhileTheTokenIsRefusedAndGoesOnByItself() {
        // Given
        crm.refusesAllWith(401);
        bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 2, "Ann"));
        bench.approve("run-1", 2);
        try (Loaders loaders = loaders()) {
            await().atMost(SOON).until(() -> reason(loaders) == LaneReason.NEEDS_ADMIN);
            // When
            crm.refusesAllWith(0);
            // Then
            assertThat(statuses(awaitOutcomes("run-1", 2))).containsOnly(Status.CREATED);
        }
    }

    @Test
    void saysWhatIsWrongWithTheAccountFile() {
        // Given
        bench.define(directory.resolve("missing.yaml"));
        // When
        try (Loaders loaders = loaders()) {
            // Then
            await().atMost(SOON)
                    .until(() -> loaders.lane(bench.migration())
                            .filter(lane -> lane.reason() == LaneReason.NEEDS_ADMIN)
                            .filter(lane -> lane.explanation().contains("missing.yaml"))
                            .isPresent());
        }
    }

    @Test
    void doesNotLetAThrottledMigrationDelayAnother() {
        // Given
        try (FakeCrm blocked = new FakeCrm();
                LoaderBench other = LoaderBench.open(destination)) {
            blocked.holdsCalls();
            other.define(blocked.accountFile(directory));
            other.phase("run-1", 2, LoaderBench.people("run-1", 2, 1_000, "Ann"));
            other.approve("run-1", 2);
            bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 400, "Bea"));
            bench.approve("run-1", 2);
            // When
            try (Loaders loaders = loaders()) {
                // Then
                assertThat(statuses(awaitOutcomes("run-1", 400))).containsOnly(Status.CREATED);
                assertThat(other.outcomes("run-1")).isEmpty();
                assertThat(loaders.lane(other.migration()))
                        .hasValueSatisfying(
                                lane -> assertThat(lane.figures().get("queued")).isBetween(1.0, 800.0));
                blocked.letGo();
            }
        }
    }

    @Test
    void fencesTheFormerOwnerWhoIsStillWorking() {
        // Given
        crm.holdsCalls();
        bench.phase("run-1", 2, LoaderBench.people("run-1", 2, 20, "Ann"));
        bench.approve("run-1", 2);
        BucketLedgers thief = new BucketLedgers(bench.clients(), "loader-" + destination, Duration.ofMillis(2));
        try (Loaders loaders = loaders()) {
            await().atMost(SOON).until(() -> crm.calls() > 0);
            // When
            var _ = thief.of(Buckets.of(bench.migration()));
            crm.letGo();
            // Then
            await().atMost(SOON)
                    .until(() -> reason(loaders) == LaneReason.STALLED
                            || bench.outcomes("run-1").size() == 20);
            assertThat(statuses(awaitOutcomes("run-1", 20))).containsOnly(Status.CREATED);
            assertThat(crm.rows("person"))
                    .extracting(FakeCrm.Row::key)
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        } finally {
            thief.close();
        }
    }

    private static ObjectCommand person(String run, int number, String name) {
        return LoaderBench.upsert(run, 2, LoaderBench.person(number), Map.of("name", new Value.Text(name)));
    }

    private static Map<String, Value> link(ObjectKey company) {
        return Map.of("organization", new Value.Reference(company));
    }

    private static List<ObjectCommand> deletions(String run, int phase) {
        return LoaderBench.people(run, phase, 3, "").stream()
                .map(command -> LoaderBench.command(run, phase, Action.DELETE, command.key(), Map.of()))
                .toList();
    }

    /** In the order of the commands. */
    private static List<Status> statuses(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(Comparator.comparingLong(Outcome::commandOffset))
                .map(Outcome::status)
                .toList();
    }

    private Loaders loaders() {
        return LoaderBench.loaders("one", directory.resolve("data"), new FakeVendor(destination, 1000));
    }

    private @Nullable LaneReason reason(Loaders loaders) {
        return loaders.lane(bench.migration()).map(LaneState::reason).orElse(null);
    }

    private List<Outcome> awaitOutcomes(String run, int count) {
        await().atMost(SOON).until(() -> bench.outcomes(run).size() >= count);
        return bench.outcomes(run);
    }
}
