package org.crmmigration.reconcile.rollback;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a commands topic in transactions of a thousand messages under an id of the migration's own, so that an older
 * owner that is still writing is fenced. A failed send fails its transaction. Closed without {@link #commit} it leaves
 * what was committed so far; readers see it and the writer begins anew with a higher attempt.
 */
public final class CommandWriter implements AutoCloseable {

    private static final int CHUNK = 1000;

    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private @Nullable Future<RecordMetadata> last;
    private int open;

    private CommandWriter(Producer<String, SpecificRecord> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** Fences whoever wrote under this id before. */
    public static CommandWriter open(Clients clients, String transactionalId, String topic) {
        Producer<String, SpecificRecord> producer = clients.transactionalProducer(transactionalId);
        producer.initTransactions();
        producer.beginTransaction();
        return new CommandWriter(producer, topic);
    }

    /** Sends a message. */
    public void send(String key, String word, int phase, CommandMessage message) {
        if (open == CHUNK) {
            producer.commitTransaction();
            producer.beginTransaction();
            open = 0;
        }
        open++;
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(topic, 0, key, CommandCodec.toAvro(message));
        record.headers()
                .add("msg", word.getBytes(StandardCharsets.UTF_8))
                .add("phase", Integer.toString(phase).getBytes(StandardCharsets.UTF_8));
        last = producer.send(record);
    }

    /**
     * Commits and returns the offset of the last message once all replicas have it.
     *
     * @throws IllegalStateException when it was not acknowledged
     */
    public long commit() {
        producer.commitTransaction();
        try {
            return Objects.requireNonNull(last).get().offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("commands on " + topic + " were not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
