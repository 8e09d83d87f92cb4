package org.crmmigration.messaging.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Finds the last complete reading of an account's schema on a ledger topic. Looks from the end backwards, a growing piece
 * at a time, and decodes nothing else, so that a long ledger is read whole only where it holds no reading.
 */
public final class LatestSchema {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_PIECE = 5_000;
    private static final String PREFIX = new ObjectKey(SchemaRead.TYPE, "part-").toString();

    private final Clients clients;

    /** Looks in one cluster. */
    public LatestSchema(Clients clients) {
        this.clients = clients;
    }

    /** The last complete reading; empty when there is none yet. */
    public Optional<DestinationSchema> of(String ledgerTopic) {
        TopicPartition partition = new TopicPartition(ledgerTopic, 0);
        String name = "schema-reader-" + ledgerTopic;
        try (Consumer<String, byte[]> consumer = clients.rawConsumer("schema-reader", name, Map.of());
                Deserializer<SpecificRecord> decoder = clients.decoder(name)) {
            Reading reading = new Reading(consumer, decoder, partition);
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<SchemaRead> found = new ArrayList<>();
            long piece = FIRST_PIECE;
            for (long to = end; to > begin; piece *= 4) {
                long from = Math.max(begin, to - piece);
                reading.read(from, to, found);
                Optional<DestinationSchema> schema = DestinationSchema.join(found);
                if (schema.isPresent()) {
                    return schema;
                }
                to = from;
            }
            return Optional.empty();
        }
    }

    private record Reading(
            Consumer<String, byte[]> consumer, Deserializer<SpecificRecord> decoder, TopicPartition partition) {

        void read(long from, long to, List<SchemaRead> found) {
            consumer.seek(partition, from);
            while (consumer.position(partition) < to) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    boolean schema = record.value() != null && record.key().startsWith(PREFIX) && record.offset() < to;
                    if (schema
                            && LedgerCodec.fromAvro(decoder.deserialize(record.topic(), record.value()))
                                    instanceof SchemaRead message) {
                        found.add(message);
                    }
                }
            }
        }
    }
}
