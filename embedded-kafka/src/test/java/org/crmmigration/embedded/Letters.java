package org.crmmigration.embedded;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.crmmigration.messaging.registry.ConfluentAvroDeserializer;

/** Reads a topic of one partition from its start, with the deserialiser named by its class as a platform does. */
final class Letters {
    private Letters() {}

    static List<SpecificRecord> readAll(Map<String, Object> clientProperties, String topic, int expected) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("key.deserializer", StringDeserializer.class.getName());
        settings.put("value.deserializer", ConfluentAvroDeserializer.class.getName());
        List<SpecificRecord> read = new ArrayList<>();
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(settings)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(one -> read.add(one.value()));
                return read.size() >= expected;
            });
        }
        return read;
    }
}
