package org.crmmigration.loader.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/** What lanes of one service share of Kafka: the reader, the decoder, committed positions. */
final class LaneKafka implements AutoCloseable {

    private static final Map<String, Object> SMALL_FETCHES =
            Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);

    private final Clients clients;
    private final String service;
    private final CommandReader reader;
    private final Deserializer<SpecificRecord> decoder;
    private final Admin admin;

    /**
     * @param service the group positions are committed to
     */
    LaneKafka(Clients clients, String service) {
        this.clients = clients;
        this.service = service;
        String name = service + "-commands";
        this.reader = new CommandReader(clients.rawConsumer(service, name, SMALL_FETCHES), name);
        this.admin = clients.admin();
        this.decoder = clients.decoder(name);
    }

    Clients clients() {
        return clients;
    }

    /** One for all lanes; each has a thread of its own. */
    Admin admin() {
        return admin;
    }

    CommandReader reader() {
        return reader;
    }

    Deserializer<SpecificRecord> decoder() {
        return decoder;
    }

    /**
     * Where a lane goes on.
     *
     * @param owner who committed it, null when nobody did
     */
    record Position(long offset, @Nullable String owner) {}

    /** The committed position, or the topic's beginning. Waits for open transactions to end. */
    Position position(TopicPartition commands) {
        try {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets(
                            Map.of(service, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(commands))),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(service)
                    .get()
                    .get(commands);
            return committed == null ? new Position(0, null) : new Position(committed.offset(), committed.metadata());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the position on " + commands + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    @Override
    public void close() {
        reader.close();
        decoder.close();
        admin.close(Duration.ZERO);
    }
}
