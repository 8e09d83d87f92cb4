package org.crmmigration.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crmmigration.reconcile.ledger.SmallMigration.ANNA;
import static org.crmmigration.reconcile.ledger.SmallMigration.BEN;
import static org.crmmigration.reconcile.ledger.SmallMigration.DEAL;
import static org.crmmigration.reconcile.ledger.SmallMigration.EXPORT;
import static org.crmmigration.reconcile.ledger.SmallMigration.RUN;
import static org.crmmigration.reconcile.ledger.SmallMigration.apply;
import static org.crmmigration.reconcile.ledger.SmallMigration.command;
import static org.crmmigration.reconcile.ledger.SmallMigration.commandEntries;
import static org.crmmigration.reconcile.ledger.SmallMigration.ledgerEntries;
import static org.crmmigration.reconcile.ledger.SmallMigration.outcome;
import static org.crmmigration.reconcile.ledger.SmallMigration.phase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {

    @TempDir
    Path directory;

    private Projection projection;

    @BeforeEach
    void open() {
        projection = Projection.open(file(), "one");
    }

    @AfterEach
    void close() {
        projection.close();
    }

    @Test
    void countsWhatItReads() {
        // When
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));

        // Then
        RunStanding run = run();
        assertThat(run.phases()).extracting(PhaseStanding::name).containsExactly("vocabulary", "people", "deals");
        PhaseStanding people = run.phase(2).orElseThrow();
        assertThat(people.seen()).isEqualTo(2);
        assertThat(people.accounted()).isTrue();
        assertThat(people.outcomes()).isEqualTo(Map.of(Status.CREATED, 1L, Status.FAILED, 1L));
        assertThat(people.calls()).isEqualTo(4);
        assertThat(people.cost()).isEqualTo(21.0);
        assertThat(run.mappedAccounted()).isTrue();
        assertThat(run.excluded()).isEqualTo(Map.of("suppressed", 1L));
        GenerationStanding generation = projection.standing().generation(EXPORT).orElseThrow();
        assertThat(generation.published()).isEqualTo(Map.of("tag", 1L, "contact", 3L, "order", 1L));
        assertThat(generation.gaps()).isZero();
    }

    @Test
    void givesEveryRecordTheWorstStateOfItsObjects() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));

        // When
        Map<String, Map<RecordState, Long>> records;
        try (LedgerQueries queries = projection.queries()) {
            records = queries.records(RUN, EXPORT);
        }

        // Then
        assertThat(records)
                .isEqualTo(Map.of(
                        "tag", Map.of(RecordState.CREATED, 1L),
                        "contact",
                                Map.of(
                                        RecordState.CREATED, 1L,
                                        RecordState.FAILED, 1L,
                                        RecordState.EXCLUDED, 1L),
                        "order", Map.of(RecordState.CREATED, 1L)));
    }

    @Test
    void arrivesAtTheSameNumbersWhateverTheOrderOfTopicsAndBatches() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));
        Standing expected = projection.standing();

        for (int seed = 0; seed < 50; seed++) {
            // When
            Projection other = Projection.open(directory.resolve("other-" + seed + ".db"), "one");
            interleave(other, new Random(seed));

            // Then
            assertThat(other.standing()).as("seed %d", seed).isEqualTo(expected);
            other.close();
        }
    }

    @Test
    void ignoresWhatItHasAppliedAlready() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));
        Standing before = projection.standing();

        // When
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));

        // Then
        assertThat(projection.standing()).isEqualTo(before);
    }

    @Test
    void goesOnWhereItWasAfterBeingOpenedAgain() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        topics.forEach((topic, entries) -> apply(projection, topic, entries.subList(0, (entries.size() + 1) / 2)));

        // When
        projection.close();
        projection = Projection.open(file(), "one");
        topics.forEach((topic, entries) -> apply(projection, topic, entries));

        // Then
        assertThat(projection.standing()).isEqualTo(fresh());
    }

    @Test
    void beginsANewFileForOtherTopics() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));
        projection.close();

        // When
        projection = Projection.open(file(), "two");

        // Then
        assertThat(projection.standing().runs()).isEmpty();
        assertThat(projection.position("records")).isZero();
        assertThat(Files.exists(file())).isTrue();
    }

    @Test
    void beginsANewFileWhereAnOlderVersionLeftOtherTables() {
        // Given
        Path old = directory.resolve("old.db");
        try (Database database = Database.open(old)) {
            database.script(Schema.META);
            database.script("INSERT INTO meta VALUES ('identity', '0|one'); CREATE TABLE record (something TEXT)");
        }

        // When
        try (Projection opened = Projection.open(old, "one")) {
            SmallMigration.topics().forEach((topic, entries) -> apply(opened, topic, entries));

            // Then
            assertThat(opened.standing().runs()).containsKey(RUN);
        }
    }

    @Test
    void countsTheLastEmissionOfAPhase() {
        // Given
        List<CommandMessage> messages =
                new ArrayList<>(SmallMigration.commands().subList(0, 1));
        messages.addAll(phase(2, "people", 1, command(ANNA, "h1", "contact:1"), command(BEN, "old", "contact:2"))
                .subList(0, 3));
        messages.addAll(phase(2, "people", 2, command(ANNA, "h1", "contact:1"), command(BEN, "h2", "contact:2")));
        apply(projection, "ledger", ledgerEntries(List.of(outcome(ANNA, "h1", Status.CREATED, 20, null))));

        // When
        apply(projection, "commands", commandEntries(messages));

        // Then
        PhaseStanding people = run().phase(2).orElseThrow();
        assertThat(people.attempt()).isEqualTo(2);
        assertThat(people.agrees()).isTrue();
        assertThat(people.seen()).isEqualTo(2);
        assertThat(people.done()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAnOutcomeOfAnEarlierPayloadForThisOne() {
        // Given
        apply(projection, "ledger", ledgerEntries(List.of(outcome(BEN, "old", Status.CREATED, 20, null))));

        // When
        apply(projection, "commands", commandEntries(phase(2, "people", 2, command(BEN, "h2", "contact:2"))));

        // Then
        assertThat(run().phase(2).orElseThrow().done()).isZero();
    }

    @Test
    void keepsThatAnObjectWasCreatedThoughItsCommandWasReadTwice() {
        // Given
        apply(projection, "commands", commandEntries(phase(2, "people", 1, command(ANNA, "h1", "contact:1"))));

        // When
        apply(
                projection,
                "ledger",
                ledgerEntries(List.of(
                        outcome(ANNA, "h1", Status.CREATED, 20, null),
                        outcome(ANNA, "h1", Status.UNCHANGED, 25, null),
                        outcome(ANNA, "h1", Status.UNCHANGED, 25, null))));

        // Then
        PhaseStanding people = run().phase(2).orElseThrow();
        assertThat(people.outcomes()).isEqualTo(Map.of(Status.CREATED, 1L));
        assertThat(people.calls()).isEqualTo(4);
    }

    @Test
    void replacesAParkedOutcomeByALaterSuccess() {
        // Given
        apply(projection, "commands", commandEntries(phase(3, "deals", 1, command(DEAL, "h3", "order:t1"))));

        // When
        apply(
                projection,
                "ledger",
                ledgerEntries(List.of(
                        outcome(DEAL, "h3", Status.PARKED, 20, Cause.of("parent-parked", "its person is parked")),
                        outcome(DEAL, "h3", Status.CREATED, 30, null))));

        // Then
        assertThat(run().phase(3).orElseThrow().outcomes()).isEqualTo(Map.of(Status.CREATED, 1L));
        try (LedgerQueries queries = projection.queries()) {
            assertThat(queries.causes(RUN)).isEmpty();
        }
    }

    @Test
    void seesACommandThatNamesAnObjectTwice() {
        // When
        apply(
                projection,
                "commands",
                commandEntries(
                        phase(2, "people", 1, command(ANNA, "h1", "contact:1"), command(ANNA, "h1", "contact:1"))));

        // Then
        PhaseStanding people = run().phase(2).orElseThrow();
        assertThat(people.seen()).isEqualTo(2);
        assertThat(people.objects()).isEqualTo(1);
        assertThat(people.agrees()).isFalse();
    }

    @Test
    void explainsAKeyFromRowToObjectAndBack() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));

        try (LedgerQueries queries = projection.queries()) {
            // When
            Explanation forward = queries.explain("contact:1");
            Explanation back = queries.explain("id-order:t1");
            Explanation leftOut = queries.explain("contact:3");

            // Then
            assertThat(forward.records()).extracting(Explanation.Source::rows).contains(List.of("contacts.csv:2"));
            assertThat(forward.objects())
                    .extracting(Explanation.Made::object)
                    .containsExactlyInAnyOrder("person|contact:1", "deal|order:t1");
            assertThat(back.records())
                    .extracting(Explanation.Source::sourceKey)
                    .containsExactlyInAnyOrder("order:t1", "contact:1");
            assertThat(leftOut.exclusions())
                    .extracting(Explanation.LeftOut::reason)
                    .containsExactly("suppressed");
            assertThat(queries.explain("contact:99").isEmpty()).isTrue();
        }
    }

    @Test
    void groupsFailuresByCauseWithExamples() {
        // Given
        SmallMigration.topics().forEach((topic, entries) -> apply(projection, topic, entries));

        // When
        List<CauseGroup> causes;
        try (LedgerQueries queries = projection.queries()) {
            causes = queries.causes(RUN);
        }

        // Then
        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.status()).isEqualTo("FAILED");
            assertThat(cause.code()).isEqualTo("validation");
            assertThat(cause.count()).isEqualTo(1);
            assertThat(cause.message()).isEqualTo("the e-mail address was refused");
            assertThat(cause.examples()).containsExactly("person|contact:2");
            assertThat(cause.advice()).contains("correct the mapping");
        });
    }

    private Standing fresh() {
        try (Projection other = Projection.open(directory.resolve("fresh.db"), "one")) {
            SmallMigration.topics().forEach((topic, entries) -> apply(other, topic, entries));
            return other.standing();
        }
    }

    /** Applies all topics in batches of random size and random order of topics, keeping the order within a topic. */
    private static void interleave(Projection projection, Random random) {
        Map<String, List<Entry>> left = SmallMigration.topics();
        while (!left.isEmpty()) {
            List<String> names = new ArrayList<>(left.keySet());
            Collections.shuffle(names, random);
            String topic = names.getFirst();
            List<Entry> entries = left.get(topic);
            if (entries == null || entries.isEmpty()) {
                left.remove(topic);
                continue;
            }
            int size = 1 + random.nextInt(entries.size());
            apply(projection, topic, List.copyOf(entries.subList(0, size)));
            left.put(topic, List.copyOf(entries.subList(size, entries.size())));
        }
    }

    private RunStanding run() {
        return projection.standing().run(RUN).orElseThrow();
    }

    private Path file() {
        return directory.resolve("ledger.db");
    }
}
