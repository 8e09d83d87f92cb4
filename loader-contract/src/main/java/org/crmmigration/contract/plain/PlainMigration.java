package org.crmmigration.contract.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * What mapping and reconcile would write about one migration into the plain sandbox: one run, one phase, approved from the
 * start, commands as long as the caller gives them.
 */
public final class PlainMigration {

    private static final String RUN = "run-1";
    private static final int PHASE = 1;

    private final Writers writers;
    private final String destination;
    private final String name;
    private final Topics topics;

    /** A migration of this name; nothing is written yet. */
    public PlainMigration(Writers writers, String destination, String name) {
        this.writers = writers;
        this.destination = destination;
        this.name = name;
        this.topics = Topics.of(name);
    }

    /**
     * What any number of migrations share.
     *
     * @param producer of commands
     */
    public record Writers(Clients clients, ControlPublisher control, Producer<String, SpecificRecord> producer)
            implements AutoCloseable {

        /** For one cluster. */
        public static Writers of(Clients clients) {
            new MigrationTopics(clients).createControl();
            return new Writers(clients, new ControlPublisher(clients, "feeder"), clients.producer("feeder-commands"));
        }

        @Override
        public void close() {
            producer.close();
            control.close();
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its topics. */
    public Topics topics() {
        return topics;
    }

    /** Creates its topics and waits until they are ready. */
    public void createTopics() {
        new MigrationTopics(writers.clients()).create(topics);
    }

    /** Tells loaders of it, and lets them begin. */
    public void define(URI account, Path directory) {
        writers.control()
                .publish(new MigrationDefined(
                        name,
                        destination,
                        accountFile(account, directory).toString(),
                        "",
                        false,
                        topics,
                        Map.of(),
                        Instant.now()));
        writers.control().publish(new PhaseApproved(name, RUN, PHASE, "test", Instant.now()));
    }

    /** Tells loaders that it is erased: they close its lane and forget it. */
    public void erase() {
        writers.control().publish(new MigrationStateChanged(name, State.ERASED, null, null, "test", Instant.now()));
    }

    /** Writes commands and waits until they are acknowledged. */
    public void command(List<ObjectCommand> commands) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ObjectCommand command : commands) {
            sent.add(writers.producer()
                    .send(new ProducerRecord<>(
                            topics.commands(), 0, command.key().toString(), CommandCodec.toAvro(command))));
        }
        writers.producer().flush();
        try {
            for (Future<RecordMetadata> future : sent) {
                var _ = future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("commands were not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The number of an object in its key. */
    public static ObjectKey key(String type, int number) {
        return new ObjectKey(type, "contact:" + number);
    }

    /** An object whose text is the given one. */
    public static ObjectCommand upsert(String type, int number, String text) {
        Map<String, Value> fields = Map.of("name", new Value.Text(text));
        String hash = HexFormat.of().toHexDigits(PlainClient.text(fields).hashCode());
        return new ObjectCommand(RUN, PHASE, Action.UPSERT, key(type, number), hash, fields, List.of());
    }

    /** The text the sandbox holds for {@link #upsert} with this text. */
    public static String held(String text) {
        return PlainClient.text(Map.of("name", new Value.Text(text)));
    }

    /** What the sandbox knows an object of this migration by. */
    public String migrationKey(String type, int number) {
        return name + ":" + type + ":contact:" + number;
    }

    /** Reads the ledger's outcomes from an offset on; one reader at a time. */
    public Outcomes outcomes() {
        return new Outcomes(
                writers.clients().consumer("feeder", "feeder-" + topics.ledger()),
                new TopicPartition(topics.ledger(), 0));
    }

    /** Follows a ledger. */
    public static final class Outcomes implements AutoCloseable {

        private final Consumer<String, SpecificRecord> consumer;

        private Outcomes(Consumer<String, SpecificRecord> consumer, TopicPartition ledger) {
            this.consumer = consumer;
            consumer.assign(List.of(ledger));
            consumer.seekToBeginning(List.of(ledger));
        }

        /** What has come since the last call; waits a little when there is nothing. */
        public List<Outcome> more() {
            List<Outcome> outcomes = new ArrayList<>();
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                if (record.value() != null && LedgerCodec.fromAvro(record.value()) instanceof Outcome outcome) {
                    outcomes.add(outcome);
                }
            });
            return outcomes;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private Path accountFile(URI account, Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(
                    directory.resolve("account-" + name + ".yaml"), "url: " + account + "\nreserve: 0\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
