package org.crmmigration.mapping.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.registry.ConfluentAvroDeserializer;

/**
 * Reads one topic of one partition from an offset up to its present end, without a group, decoding only what is asked
 * for. For one thread.
 */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A fetch below half of G1's smallest region, or every one would be a large object and soon begin a collection. */
    private static final Map<String, Object> FETCHES =
            Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 400 * 1024);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> decoder;
    private final TopicPartition partition;

    /** Looks at records one by one. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(ConsumerRecord<String, byte[]> record);
    }

    TopicReader(Clients clients, String topic) {
        String client = MappingRuns.SERVICE + "-" + topic;
        partition = new TopicPartition(topic, 0);
        consumer = clients.rawConsumer(MappingRuns.SERVICE, client, FETCHES);
        decoder = clients.decoder(client);
        consumer.assign(List.of(partition));
    }

    /** Visits records with a value from an offset on, or from the beginning for -1. */
    void read(long from, Visitor visitor) {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        if (from < 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, from);
        }
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null && !visitor.visit(record)) {
                    return;
                }
            }
        }
    }

    /**
     * Records with a value from an offset on, or from the beginning for -1, up to another. They are read on a thread of their
     * own, to which the reader belongs until the belt is closed; only {@link #message} is for any thread.
     */
    Belt<ConsumerRecord<String, byte[]>> ahead(long from, long to) {
        return new Belt<>("read-ahead", belt -> read(from, record -> record.offset() < to && belt.put(record)));
    }

    SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNull(decoder.deserialize(record.topic(), record.value()));
    }

    /** A message of a records topic. */
    RecordMessage message(ConsumerRecord<String, byte[]> record) {
        return decoder instanceof ConfluentAvroDeserializer ours
                ? ours.record(record.topic(), record.value())
                : RecordCodec.fromAvro(decoded(record));
    }

    /** A header's text; empty when the record has none. */
    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Utils.closeQuietly(decoder, "decoder");
        consumer.close();
    }
}
