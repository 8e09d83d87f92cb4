package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.junit.jupiter.api.Test;

/** A topic that create() returned from takes pipelined records at once without losing any (KAFKA-15591). */
class MigrationTopicsIT {

    private static final int MIGRATIONS = 20;
    private static final int RECORDS = 200;

    private final Clients clients = new Clients(KafkaSettings.local(
            TestPlatform.shared().bootstrapServers(), TestPlatform.shared().registryUrl(), "topics"));
    private final MigrationTopics topics = new MigrationTopics(clients);

    @Test
    void losesNothingOnFreshTopics() throws ExecutionException, InterruptedException {
        // Given
        SpecificRecord record = RecordCodec.toAvro(new RecordMessage.ExportBegan("export-1", 1, Instant.EPOCH));
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();

        // When
        try (Producer<String, SpecificRecord> producer = clients.producer("fresh")) {
            for (int migration = 0; migration < MIGRATIONS; migration++) {
                Topics fresh = Topics.of("fresh-" + migration);
                topics.create(fresh);
                IntStream.range(0, RECORDS)
                        .forEach(i -> acknowledgements.add(
                                producer.send(new ProducerRecord<>(fresh.records(), 0, "k" + i, record))));
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        }

        // Then
        for (int migration = 0; migration < MIGRATIONS; migration++) {
            assertThat(end(Topics.of("fresh-" + migration).records())).isEqualTo(1 + RECORDS);
        }
    }

    @Test
    void createsAgainWithoutHarmAndDeletes() throws ExecutionException, InterruptedException {
        // Given
        Topics mine = Topics.of("twice");
        topics.create(mine);
        topics.create(mine);

        // When
        topics.delete(mine);
        topics.delete(mine);

        // Then
        try (Admin admin = clients.admin()) {
            Set<String> names = admin.listTopics().names().get();
            assertThat(names).doesNotContain(mine.records(), mine.commands(), mine.ledger(), mine.findings());
        }
    }

    private long end(String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = clients.admin()) {
            return admin.listOffsets(java.util.Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
