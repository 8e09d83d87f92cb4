package org.crmmigration.messaging.control;

import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/** Publishes to the control topic and waits until all replicas have it. Thread-safe. */
public final class ControlPublisher implements AutoCloseable {

    private final Producer<String, SpecificRecord> producer;

    /** A publisher with a producer of its own. */
    public ControlPublisher(Clients clients, String service) {
        producer = clients.producer(service + "-control");
    }

    /**
     * Publishes and waits.
     *
     * @throws ControlUnavailable when Kafka did not acknowledge
     */
    public void publish(ControlMessage message) {
        send(message.migration(), message.key(), ControlCodec.toAvro(message));
    }

    /** Removes what was said under a key, for erasure. */
    public void retract(String migration, String key) {
        send(migration, key, null);
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String migration, String key, @Nullable SpecificRecord value) {
        try {
            producer.send(new ProducerRecord<>(Buckets.TOPIC, Buckets.of(migration), key, value))
                    .get();
        } catch (ExecutionException e) {
            throw new ControlUnavailable("the control topic did not take a message of migration " + migration, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlUnavailable("interrupted while publishing for migration " + migration, e);
        }
    }

    /** Kafka did not acknowledge a control message; nothing was said. */
    public static final class ControlUnavailable extends RuntimeException {
        ControlUnavailable(String message, Exception cause) {
            super(message, cause);
        }
    }
}
