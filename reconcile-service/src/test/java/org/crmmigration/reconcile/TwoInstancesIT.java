package org.crmmigration.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlCodec;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two instances share the migrations; one is killed in the middle of all runs, and the other takes over. */
class TwoInstancesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONTACTS = 10;

    private final EmbeddedPlatform platform = TestPlatform.shared();
    private final Clients clients =
            new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "test-two"));
    private final List<String> migrations =
            IntStream.range(0, 6).mapToObj(i -> "it-two-" + i).toList();

    @TempDir
    Path directory;

    @Test
    void goesOnWithoutOneOfThemAndApprovesNothingTwice() throws Exception {
        try (Instance one = Instance.start("one", platform, directory.resolve("one"));
                Instance other = Instance.start("other", platform, directory.resolve("other"))) {
            // Given
            List<FakeLoader> loaders = new ArrayList<>();
            for (String migration : migrations) {
                String definition = """
                        {"migration": "%s", "destination": "pipedrive", "accountReference": "account-%s", "sandbox": true}
                        """.formatted(migration, migration);
                untilAccepted(List.of(one, other), "/api/migrations", definition);
                FakeLoader loader = new FakeLoader(clients, migration);
                loader.stopAfter(CONTACTS);
                loaders.add(loader);
                try (FakeWorld world = new FakeWorld(clients, migration, CONTACTS)) {
                    world.ingest();
                    world.confirmMapping();
                    untilAccepted(List.of(one, other), "/api/migrations/" + migration + "/runs", "{}");
                    world.map("run-1");
                }
            }
            await().atMost(PATIENCE).until(() -> loaders.stream().allMatch(loader -> loader.answered() == CONTACTS));

            // When
            one.kill();
            loaders.forEach(FakeLoader::goOn);

            // Then
            await().atMost(PATIENCE).until(() -> completed(other) == migrations.size());
            for (FakeLoader loader : loaders) {
                loader.close();
            }
            assertThat(said().entrySet())
                    .allSatisfy(entry ->
                            assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(1));
        }
    }

    private static void untilAccepted(List<Instance> instances, String path, String body) {
        await().atMost(PATIENCE).until(() -> {
            for (Instance instance : instances) {
                int status = instance.send("POST", path, body);
                if (status >= 200 && status < 300) {
                    return true;
                }
            }
            return false;
        });
    }

    private long completed(Instance instance) throws InterruptedException {
        long completed = 0;
        for (String migration : migrations) {
            String state = JsonMapper.shared()
                    .readTree(instance.get("/api/migrations/" + migration))
                    .path("state")
                    .asString("");
            completed += state.equals(State.COMPLETED.name()) ? 1 : 0;
        }
        return completed;
    }

    /** How often each gate was approved and each migration was completed, as the control topic has it. */
    private Map<String, Integer> said() {
        Map<String, Integer> said = new TreeMap<>();
        List<TopicPartition> buckets = migrations.stream()
                .map(migration -> new TopicPartition(Buckets.TOPIC, Buckets.of(migration)))
                .distinct()
                .toList();
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("test-two", "test-two")) {
            consumer.assign(buckets);
            consumer.seekToBeginning(buckets);
            Map<TopicPartition, Long> ends = consumer.endOffsets(buckets);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null) {
                        switch (ControlCodec.fromAvro(record.value())) {
                            case PhaseApproved gate
                            when migrations.contains(gate.migration()) -> said.merge(gate.key(), 1, Integer::sum);
                            case MigrationStateChanged state
                            when migrations.contains(state.migration()) && state.state() == State.COMPLETED ->
                                said.merge(state.migration() + " completed", 1, Integer::sum);
                            default -> {}
                        }
                    }
                });
            }
        }
        assertThat(said).hasSize(migrations.size() * 5);
        return said;
    }
}
