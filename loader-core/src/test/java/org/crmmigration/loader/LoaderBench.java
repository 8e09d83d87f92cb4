package org.crmmigration.loader;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** One migration on the shared test broker: what mapping and reconcile would write, and what the ledger says. */
final class LoaderBench implements AutoCloseable {

    private final Clients clients;
    private final ControlPublisher control;
    private final Producer<String, SpecificRecord> producer;
    private final String destination;
    private final String migration;
    private final Topics topics;

    private LoaderBench(String destination, String migration) {
        this.destination = destination;
        this.migration = migration;
        this.topics = Topics.of(migration);
        this.clients = clients("bench");
        this.control = new ControlPublisher(clients, "bench");
        this.producer = clients.producer("bench-" + migration);
    }

    /** A new migration into a destination of its own name, so that tests do not share groups. */
    static LoaderBench open(String destination) {
        String migration = "m-" + UUID.randomUUID().toString().substring(0, 8);
        LoaderBench bench = new LoaderBench(destination, migration);
        MigrationTopics migrationTopics = new MigrationTopics(bench.clients);
        migrationTopics.createControl();
        migrationTopics.create(bench.topics);
        return bench;
    }

    static String freshDestination() {
        return "crm-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Clients clients(String instance) {
        EmbeddedPlatform platform = TestPlatform.shared();
        return new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), instance));
    }

    /** Loaders on the given directory, with short times. */
    static Loaders loaders(String instance, Path dataDir, CrmVendor vendor) {
        LoaderSettings settings = new LoaderSettings(
                dataDir,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                3,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                5,
                Duration.ofMillis(2),
                200,
                50,
                3,
                0.5,
                Duration.ofMillis(100),
                Duration.ofMillis(500));
        Loaders loaders = new Loaders(
                List.of(vendor), clients(instance), new SecretReference(Map.of()), settings, Clock.systemUTC());
        loaders.start();
        return loaders;
    }

    String migration() {
        return migration;
    }

    Clients clients() {
        return clients;
    }

    void define(Path accountFile) {
        control.publish(new MigrationDefined(
                migration, destination, accountFile.toString(), "", false, topics, Map.of(), Instant.now()));
    }

    void approve(String run, int phase) {
        control.publish(new PhaseApproved(migration, run, phase, "test", Instant.now()));
    }

    void request(String run, RunScope scope) {
        control.publish(new RunRequested(migration, run, "export-1", 1, Instant.now(), scope));
    }

    /** What reconcile-service would say of the migration. */
    void state(State state) {
        control.publish(new MigrationStateChanged(migration, state, null, null, "", Instant.now()));
    }

    /** Writes a phase with its markers. */
    void phase(String run, int phase, List<ObjectCommand> commands) {
        send("phase", new CommandMessage.PhaseBegan(run, phase, "phase " + phase, 1));
        PhaseChecksum checksum = new PhaseChecksum();
        commands.forEach(command -> {
            checksum.add(command);
            send(command.key().toString(), command);
        });
        send("phase", new CommandMessage.PhaseEnded(run, phase, checksum.count(), checksum.text()));
        producer.flush();
    }

    static ObjectCommand upsert(String run, int phase, ObjectKey key, Map<String, Value> fields) {
        return command(run, phase, Action.UPSERT, key, fields);
    }

    static ObjectCommand command(String run, int phase, Action action, ObjectKey key, Map<String, Value> fields) {
        String hash = Integer.toHexString((action + FakeCrm.text(fields)).hashCode());
        return new ObjectCommand(run, phase, action, key, hash, fields, List.of());
    }

    /** People with numbered keys and names. */
    static List<ObjectCommand> people(String run, int phase, int count, String name) {
        List<ObjectCommand> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(upsert(run, phase, person(i), Map.of("name", new Value.Text(name + " " + i))));
        }
        return commands;
    }

    static ObjectKey person(int i) {
        return new ObjectKey("person", "contact:" + i);
    }

    /** All outcomes so far, in the ledger's order. */
    List<Outcome> outcomes() {
        TopicPartition partition = new TopicPartition(topics.ledger(), 0);
        List<Outcome> outcomes = new ArrayList<>();
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("bench", "bench-ledger")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null
                            && LedgerCodec.fromAvro(record.value()) instanceof LedgerMessage.Outcome outcome) {
                        outcomes.add(outcome);
                    }
                });
            }
        }
        return outcomes;
    }

    List<Outcome> outcomes(String run) {
        return outcomes().stream().filter(outcome -> outcome.run().equals(run)).toList();
    }

    @Override
    public void close() {
        producer.close();
        control.close();
    }

    private void send(String key, CommandMessage message) {
        try {
            producer.send(new ProducerRecord<>(topics.commands(), 0, key, CommandCodec.toAvro(message)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
