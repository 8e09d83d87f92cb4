package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.crmmigration.messaging.registry.ConfluentAvroSerializer;
import org.junit.jupiter.api.Test;

class SharedPlatformIT {
    private final EmbeddedPlatform platform = TestPlatform.shared();

    @Test
    void isOnePerJvm() {
        assertThat(TestPlatform.shared()).isSameAs(platform);
    }

    @Test
    void carriesTransactionsAndOffsetsOfAGroupWithoutMembers() throws Exception {
        // Given
        createTopic("ledger");
        TopicPartition commands = new TopicPartition("commands", 0);
        createTopic("commands");
        Map<String, Object> group = new HashMap<>(platform.clientProperties());
        group.put("group.id", "loader");
        try (KafkaProducer<String, SpecificRecord> producer = producer("bucket-1");
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(group, new StringDeserializer(), new StringDeserializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("ledger", new Letter("done", 1))).get();
            // When
            producer.sendOffsetsToTransaction(Map.of(commands, new OffsetAndMetadata(7)), consumer.groupMetadata());
            producer.commitTransaction();
        }
        // Then
        assertThat(Letters.readAll(platform.clientProperties(), "ledger", 1)).containsExactly(new Letter("done", 1));
        try (Admin admin = Admin.create(platform.clientProperties())) {
            assertThat(admin.listConsumerGroupOffsets("loader")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsEntry(commands, new OffsetAndMetadata(7));
        }
    }

    @Test
    void fencesAnOlderOwnerOfATransactionalId() throws Exception {
        // Given
        createTopic("fenced");
        try (KafkaProducer<String, SpecificRecord> older = producer("bucket-2");
                KafkaProducer<String, SpecificRecord> newer = producer("bucket-2")) {
            older.initTransactions();
            older.beginTransaction();
            older.send(new ProducerRecord<>("fenced", new Letter("zombie", 1))).get();
            // When
            newer.initTransactions();
            // Then
            assertThatThrownBy(older::commitTransaction)
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
        }
    }

    @Test
    void makesNoTopicByItself() {
        try (Admin admin = Admin.create(platform.clientProperties())) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private KafkaProducer<String, SpecificRecord> producer(String transactionalId) {
        Map<String, Object> settings = new HashMap<>(platform.clientProperties());
        settings.put("transactional.id", transactionalId);
        settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        settings.put("value.serializer", ConfluentAvroSerializer.class.getName());
        return new KafkaProducer<>(settings);
    }

    private void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(platform.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }
}
