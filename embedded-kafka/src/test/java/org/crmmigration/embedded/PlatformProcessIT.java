package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.crmmigration.messaging.registry.ConfluentAvroSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformProcessIT {
    private static final int LETTERS = 200;

    @TempDir
    private Path directory;

    @Test
    void keepsAcknowledgedRecordsAndSchemasThroughAKill() throws Exception {
        try (PlatformProcess platform = PlatformProcess.start(directory)) {
            // Given
            String bootstrapServers = platform.bootstrapServers();
            createTopic(platform);
            sendAll(platform);
            // When
            platform.kill();
            platform.restart();
            // Then
            assertThat(platform.bootstrapServers()).isEqualTo(bootstrapServers);
            assertThat(Letters.readAll(platform.clientProperties(), "letters", LETTERS))
                    .containsExactlyElementsOf(letters());
        }
    }

    private static void createTopic(PlatformProcess platform) throws Exception {
        try (Admin admin = Admin.create(platform.clientProperties())) {
            admin.createTopics(List.of(new NewTopic("letters", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** The first record is awaited: on a topic this new, a batch sent behind another can be lost (KAFKA-15591). */
    private static void sendAll(PlatformProcess platform) throws Exception {
        Map<String, Object> settings = new HashMap<>(platform.clientProperties());
        settings.put("acks", "all");
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(settings, new StringSerializer(), configured(settings))) {
            List<SpecificRecord> letters = letters();
            producer.send(new ProducerRecord<>("letters", letters.getFirst())).get();
            List<Future<RecordMetadata>> sent = letters.stream()
                    .skip(1)
                    .map(letter -> producer.send(new ProducerRecord<String, SpecificRecord>("letters", letter)))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static ConfluentAvroSerializer configured(Map<String, Object> settings) {
        ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
        serializer.configure(settings, false);
        return serializer;
    }

    private static List<SpecificRecord> letters() {
        return IntStream.range(0, LETTERS)
                .<SpecificRecord>mapToObj(i -> new Letter("letter " + i, i))
                .toList();
    }
}
