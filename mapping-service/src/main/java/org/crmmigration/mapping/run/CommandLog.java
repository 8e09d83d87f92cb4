package org.crmmigration.mapping.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.registry.ConfluentAvroSerializer;

/**
 * Writes a migration's commands in chunks: messages and the progress they make are committed in one transaction, so that
 * after a kill at any instant either both are there or neither. Opening it fences whoever wrote for the migration before
 * and aborts what he left open.
 */
final class CommandLog implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final Serializer<SpecificRecord> encoder;
    private final Consumer<String, byte[]> group;
    private final TopicPartition records;
    private final Checkpoint checkpoint;

    private CommandLog(
            Producer<String, byte[]> producer,
            Serializer<SpecificRecord> encoder,
            Consumer<String, byte[]> group,
            TopicPartition records,
            Checkpoint checkpoint) {
        this.producer = producer;
        this.encoder = encoder;
        this.group = group;
        this.records = records;
        this.checkpoint = checkpoint;
    }

    static CommandLog open(Clients clients, MigrationDefined migration, Checkpoint checkpoint) {
        String name = "mapping-" + migration.migration();
        Producer<String, byte[]> producer = clients.transactionalBytesProducer(name);
        try {
            producer.initTransactions();
            return new CommandLog(
                    producer,
                    clients.encoder(name),
                    clients.rawConsumer(MappingRuns.SERVICE, name + "-progress", Map.of()),
                    new TopicPartition(migration.topics().records(), 0),
                    checkpoint);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Whether a run is written to its end; asking fences nobody. */
    static boolean isWritten(Clients clients, MigrationDefined migration, String run) {
        TopicPartition records = new TopicPartition(migration.topics().records(), 0);
        String client = "mapping-" + migration.migration() + "-written";
        try (Consumer<String, byte[]> group = clients.rawConsumer(MappingRuns.SERVICE, client, Map.of())) {
            return committed(group, records)
                    .filter(progress -> progress.run().equals(run) && progress.finished())
                    .isPresent();
        }
    }

    /** The progress committed last, by whatever instance. */
    Optional<Progress> progress() {
        return committed(group, records);
    }

    private static Optional<Progress> committed(Consumer<String, byte[]> group, TopicPartition records) {
        return Optional.ofNullable(group.committed(Set.of(records)).get(records))
                .map(OffsetAndMetadata::metadata)
                .filter(text -> !text.isEmpty())
                .map(Progress::parse);
    }

    /** A message as it is sent; for any thread. */
    ProducerRecord<String, byte[]> encoded(String topic, CommandMessage message) {
        return encoder instanceof ConfluentAvroSerializer ours
                ? Said.on(topic, message, ours.command(topic, message))
                : encoded(Said.on(topic, message));
    }

    /** A message as it is sent; for any thread. */
    ProducerRecord<String, byte[]> encoded(ProducerRecord<String, SpecificRecord> message) {
        byte[] value = encoder.serialize(message.topic(), message.headers(), message.value());
        return new ProducerRecord<>(message.topic(), message.partition(), message.key(), value, message.headers());
    }

    /**
     * Commits messages together with the progress they make.
     *
     * @param offset where a reader of the records topic would go on, for lag tools
     * @throws KafkaException when nothing was committed, or when it is not known whether it was; opening the log anew
     *     and asking for the progress tells
     */
    void commit(List<ProducerRecord<String, byte[]>> messages, Progress progress, long offset) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        messages.forEach(message -> sent.add(producer.send(message)));
        producer.sendOffsetsToTransaction(
                Map.of(records, new OffsetAndMetadata(offset, progress.text())), group.groupMetadata());
        checkpoint.reached(Checkpoint.Step.SENT);
        producer.commitTransaction();
        sent.forEach(CommandLog::acknowledged);
        checkpoint.reached(Checkpoint.Step.COMMITTED);
    }

    /** Gives up what was not committed. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        encoder.close();
        group.close();
    }

    private static void acknowledged(Future<RecordMetadata> send) {
        try {
            send.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a message of a committed transaction was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
