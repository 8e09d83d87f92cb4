package org.crmmigration.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.crmmigration.messaging.command.RunScope.Reach.ROLLBACK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.contract.Sample;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.loader.Loaders;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LatestSchema;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The loader as it is run, on a broker, against the sandbox: load with lost answers, load again, verify, take back. */
class PipedriveLoaderIT {

    private static final AtomicInteger MIGRATIONS = new AtomicInteger();
    private static final KeyedHash HASH = new KeyedHash(new byte[16]);

    private final PipedriveUnderTest pipedrive = new PipedriveUnderTest(PipedriveUnderTest.settings());
    private final String migration = "pipedrive-it-" + MIGRATIONS.incrementAndGet();
    private final Topics topics = Topics.of(migration);
    private final Clients clients = clients();
    private final ControlPublisher control = new ControlPublisher(clients, "it");
    private final Producer<String, SpecificRecord> producer = clients.producer("it");

    @TempDir
    private Path directory = Path.of("");

    private static Clients clients() {
        EmbeddedPlatform platform = TestPlatform.shared();
        return new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "it"));
    }

    @BeforeEach
    void define() throws IOException {
        MigrationTopics all = new MigrationTopics(clients);
        all.createControl();
        all.create(topics);
        Path account = Files.writeString(directory.resolve("account.yaml"), """
                url: %s
                plan: premium
                seats: 5
                credentials:
                  apiToken: %s
                """.formatted(
                        pipedrive.account().url(), pipedrive.account().credential("apiToken")));
        control.publish(new MigrationDefined(
                migration, "pipedrive", account.toString(), "", false, topics, Map.of(), Instant.now()));
    }

    @AfterEach
    void stop() {
        producer.close();
        control.close();
        pipedrive.close();
    }

    private ConfigurableApplicationContext loader() {
        EmbeddedPlatform platform = TestPlatform.shared();
        return new SpringApplicationBuilder(PipedriveLoaderApplication.class)
                .properties(Map.of(
                        "spring.config.name", "application,loader-pipedrive",
                        "crm.kafka.bootstrap-servers", platform.bootstrapServers(),
                        "crm.kafka.registry-url", platform.registryUrl(),
                        "crm.kafka.replication", "1",
                        "crm.loader.data-dir", directory.resolve("data").toString(),
                        "crm.loader.settle", "200ms",
                        "crm.loader.call-timeout", "2s"))
                .run("--server.port=0");
    }

    private List<Sample> everything() {
        List<Sample> all = new ArrayList<>(pipedrive.foundations());
        all.addAll(pipedrive.samples());
        return all;
    }

    private static int phase(String type) {
        return switch (type) {
            case "organization" -> 1;
            case "person" -> 2;
            case "deal" -> 3;
            case "activity", "note", "recurring_product" -> 4;
            default -> 0;
        };
    }

    /** Writes and approves a run, phase by phase. */
    private void run(String run, Action action) {
        TreeMap<Integer, List<Sample>> phases = everything().stream()
                .collect(Collectors.groupingBy(
                        sample -> phase(sample.key().objectType()), TreeMap::new, Collectors.toList()));
        int number = 0;
        for (List<Sample> samples : phases.values()) {
            write(run, number, action, samples);
            control.publish(new PhaseApproved(migration, run, number, "it", Instant.now()));
            number++;
        }
    }

    private void write(String run, int phase, Action action, List<Sample> samples) {
        send("phase", new CommandMessage.PhaseBegan(run, phase, "phase " + phase, 1));
        PhaseChecksum checksum = new PhaseChecksum();
        for (Sample sample : samples) {
            Map<String, Value> fields = action == Action.UPSERT ? sample.fields() : Map.of();
            ObjectCommand command =
                    new ObjectCommand(run, phase, action, sample.key(), HASH.of(fields), fields, List.of());
            checksum.add(command);
            send(command.key().toString(), command);
        }
        send("phase", new CommandMessage.PhaseEnded(run, phase, checksum.count(), checksum.text()));
    }

    private void send(String key, CommandMessage message) {
        try {
            producer.send(new ProducerRecord<>(topics.commands(), 0, key, CommandCodec.toAvro(message)))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Outcome> outcomes(String run) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> read(run).size() >= everything().size());
        return read(run);
    }

    private List<Outcome> read(String run) {
        TopicPartition partition = new TopicPartition(topics.ledger(), 0);
        List<Outcome> outcomes = new ArrayList<>();
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("it", "it-ledger")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null
                            && LedgerCodec.fromAvro(record.value()) instanceof LedgerMessage.Outcome outcome
                            && outcome.run().equals(run)) {
                        outcomes.add(outcome);
                    }
                });
            }
        }
        return outcomes;
    }

    private Map<String, Long> counts() {
        return everything().stream()
                .map(sample -> sample.key().objectType())
                .distinct()
                .collect(Collectors.toMap(type -> type, pipedrive::count, (first, second) -> first, TreeMap::new));
    }

    private void loseAnswers() {
        for (String route : List.of(
                "POST /api/v2/personFields",
                "POST /api/v2/personFields/{field_code}/options",
                "POST /api/v2/organizations",
                "POST /api/v2/persons",
                "POST /api/v2/deals",
                "POST /api/v2/activities",
                "POST /api/v1/notes")) {
            pipedrive.sandbox().faults().add(FaultRule.next(route, new Fault.DropAfterCommit()));
        }
    }

    @Test
    void loadsOnceAndVerifies() {
        // Given
        loseAnswers();

        // When
        try (ConfigurableApplicationContext loader = loader()) {
            assertThat(loader.isActive()).isTrue();
            run("r1", Action.UPSERT);
            List<Outcome> loaded = outcomes("r1");
            Map<String, Long> after = counts();
            run("r2", Action.UPSERT);
            List<Outcome> again = outcomes("r2");
            run("verify", Action.VERIFY);
            List<Outcome> verified = outcomes("verify");

            // Then
            assertThat(loaded).extracting(Outcome::status).containsOnly(Status.CREATED);
            assertThat(after.get("person")).isEqualTo(2);
            assertThat(after.get("deal")).isEqualTo(2);
            assertThat(after.get("activity")).isEqualTo(1);
            assertThat(after.get("note")).isEqualTo(1);
            assertThat(again).extracting(Outcome::status).containsOnly(Status.UNCHANGED);
            assertThat(verified).extracting(Outcome::status).containsOnly(Status.VERIFIED);
        }
    }

    /** An option that came with a value is in no definition, and might as well be a person's. */
    @Test
    void takesEverythingBackButAFieldThatGotAnOptionMore() {
        // Given
        Map<String, Long> before = counts();
        loseAnswers();
        try (ConfigurableApplicationContext loader = loader()) {
            assertThat(loader.isActive()).isTrue();
            run("r1", Action.UPSERT);
            assertThat(outcomes("r1")).extracting(Outcome::status).containsOnly(Status.CREATED);

            // When
            send("run", new CommandMessage.RunBegan("back", "e", 1, List.of(), Instant.now(), RunScope.of(ROLLBACK)));
            write("back", 0, Action.DELETE, everything().reversed());
            control.publish(new PhaseApproved(migration, "back", 0, "it", Instant.now()));
            List<Outcome> back = outcomes("back");

            // Then
            assertThat(back)
                    .filteredOn(outcome -> outcome.status() != Status.DELETED)
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.key().sourceKey()).isEqualTo("field:person:topics");
                        assertThat(kept.status()).isEqualTo(Status.CONFLICT);
                    });
            before.merge("field", 1L, Long::sum);
            assertThat(counts()).isEqualTo(before);
        }
    }

    @Test
    void saysOnTheLedgerWhatTheAccountLooksLike() {
        // When
        LatestSchema schemas = new LatestSchema(clients);
        try (ConfigurableApplicationContext loader = loader()) {
            assertThat(loader.isActive()).isTrue();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> schemas.of(topics.ledger()).isPresent());
        }

        // Then
        DestinationSchema schema = schemas.of(topics.ledger()).orElseThrow();
        assertThat(schema.plan()).isEqualTo("premium");
        assertThat(schema.entities())
                .extracting(DestinationSchema.Entity::name)
                .containsExactly("person", "organization", "deal");
        assertThat(schema.entity("person").orElseThrow().field("label_ids")).isPresent();
        assertThat(schema.users()).isNotEmpty();
        assertThat(schema.pipelines())
                .anySatisfy(pipeline -> assertThat(pipeline.stages()).isNotEmpty());
    }

    private LaneState lane(ConfigurableApplicationContext loader) {
        return loader.getBean(Loaders.class).lane(migration).orElseThrow();
    }

    private void awaitLost(ConfigurableApplicationContext loader) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(lane(loader).reason()).isEqualTo(LaneReason.NEEDS_ADMIN);
            assertThat(lane(loader).explanation()).contains("custom field \"Plan\" of person is gone");
        });
    }

    private String planField() {
        return pipedrive
                .get("/api/v2/personFields?limit=500")
                .valueStream()
                .filter(field -> field.path("field_name").asString().equals("Plan"))
                .map(field -> field.path("field_code").asString())
                .findFirst()
                .orElse("");
    }

    private void deletePlanField() {
        pipedrive.send("DELETE", "/api/v2/personFields/" + planField(), "");
    }

    private static List<Sample> people() {
        return IntStream.range(0, 5)
                .mapToObj(i -> new Sample(
                        new ObjectKey("person", "contact:late" + i),
                        Map.of(
                                "name", PipedriveUnderTest.text("Late " + i),
                                "field:person:plan", PipedriveUnderTest.text("gold")),
                        "name",
                        PipedriveUnderTest.text("Later"),
                        true))
                .toList();
    }

    private List<Status> statuses(String run) {
        await().atMost(Duration.ofMinutes(1)).until(() -> read(run).size() >= 5);
        return read(run).stream().map(Outcome::status).toList();
    }

    private void load(String run) {
        write(run, 0, Action.UPSERT, people());
        control.publish(new PhaseApproved(migration, run, 0, "it", Instant.now()));
    }

    @Test
    void holdsTheLaneWhenAFieldIsGoneBeforeOrDuringARunAndMakesItAgain() {
        try (ConfigurableApplicationContext loader = loader()) {
            run("d1", Action.UPSERT);
            assertThat(outcomes("d1")).extracting(Outcome::status).containsOnly(Status.CREATED);

            // When: it goes between two runs
            deletePlanField();
            await().pollDelay(Duration.ofSeconds(6)).until(() -> true); // older than that, a reading is made again
            run("d2", Action.UPSERT);
            awaitLost(loader);
            loader.getBean(Loaders.class).resume(migration);

            // Then
            await().atMost(Duration.ofMinutes(1)).until(() -> !planField().isEmpty());
            assertThat(outcomes("d2")).extracting(Outcome::status).doesNotContain(Status.FAILED);

            // When: it goes during a run
            write("d3", 0, Action.UPSERT, pipedrive.foundations());
            control.publish(new PhaseApproved(migration, "d3", 0, "it", Instant.now()));
            await().until(() -> read("d3").size() >= pipedrive.foundations().size());
            deletePlanField();
            write("d3", 1, Action.UPSERT, people());
            control.publish(new PhaseApproved(migration, "d3", 1, "it", Instant.now()));
            await().until(() -> read("d3").size() >= pipedrive.foundations().size() + 5);
            assertThat(read("d3")).extracting(Outcome::status).contains(Status.FAILED);
            awaitLost(loader);
            loader.getBean(Loaders.class).resume(migration);
            await().atMost(Duration.ofMinutes(1)).until(() -> !planField().isEmpty());
            load("d4");

            // Then
            assertThat(statuses("d4")).containsOnly(Status.CREATED);
        }
    }
}
