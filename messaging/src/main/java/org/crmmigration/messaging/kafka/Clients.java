package org.crmmigration.messaging.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka clients with the settings this platform relies on: idempotent producers that wait for all replicas, short
 * retry pauses inside transactions, small fetches so that paused partitions hold little memory, read-committed
 * consumers that never reset an offset by themselves. Whoever asks for a client closes it.
 */
public final class Clients {

    private static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";

    private final KafkaSettings settings;

    /** Clients for one cluster. */
    public Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    /** The settings these clients are made with. */
    public KafkaSettings settings() {
        return settings;
    }

    /** An admin client. */
    public Admin admin() {
        return Admin.create(common("admin"));
    }

    /** An idempotent producer; every send's callback must be looked at. */
    public Producer<String, SpecificRecord> producer(String clientId) {
        return new KafkaProducer<>(producerProperties(clientId));
    }

    /**
     * A transactional producer; {@code initTransactions} has not been called. A second producer with the same id fences
     * this one.
     *
     * @param transactionalId stable: the same bucket or migration always gives the same id
     */
    public Producer<String, SpecificRecord> transactionalProducer(String transactionalId) {
        Map<String, Object> properties = producerProperties(transactionalId);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        return new KafkaProducer<>(properties);
    }

    /** A transactional producer of values that an {@link #encoder} encoded, which several threads may do beforehand. */
    public Producer<String, byte[]> transactionalBytesProducer(String transactionalId) {
        Map<String, Object> properties = producerProperties(transactionalId);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        return new KafkaProducer<>(properties);
    }

    /** Encodes values outside a producer, for any thread. Whoever asks for it closes it. */
    @SuppressWarnings("unchecked")
    public Serializer<SpecificRecord> encoder(String clientId) {
        try {
            Class<?> type = Class.forName(settings.serializer());
            Serializer<SpecificRecord> made =
                    (Serializer<SpecificRecord>) type.getDeclaredConstructor().newInstance();
            made.configure(producerProperties(clientId), false);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("crm.kafka.serializer names no serialiser: " + settings.serializer(), e);
        }
    }

    /** A read-committed consumer of decoded messages; offsets are committed by hand. */
    public Consumer<String, SpecificRecord> consumer(String group, String clientId) {
        return consumer(group, clientId, Map.of());
    }

    /** Like {@link #consumer(String, String)} with settings that differ. */
    public Consumer<String, SpecificRecord> consumer(String group, String clientId, Map<String, Object> differing) {
        return new KafkaConsumer<>(consumerProperties(group, clientId, differing));
    }

    /** A read-committed consumer that leaves values undecoded, for readers that skip most of what they see. */
    public Consumer<String, byte[]> rawConsumer(String group, String clientId, Map<String, Object> differing) {
        Map<String, Object> properties = consumerProperties(group, clientId, differing);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(properties);
    }

    /** Decodes values outside a consumer. Whoever asks for it closes it. */
    @SuppressWarnings("unchecked")
    public Deserializer<SpecificRecord> decoder(String clientId) {
        try {
            Class<?> type = Class.forName(settings.deserializer());
            Deserializer<SpecificRecord> made =
                    (Deserializer<SpecificRecord>) type.getDeclaredConstructor().newInstance();
            made.configure(consumerProperties(clientId, clientId, Map.of()), false);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "crm.kafka.deserializer names no deserialiser: " + settings.deserializer(), e);
        }
    }

    /** Properties of a consumer, for a Spring listener container. */
    public Map<String, Object> consumerProperties(String group, String clientId, Map<String, Object> differing) {
        Map<String, Object> properties = common(clientId);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, settings.deserializer());
        properties.put("specific.avro.reader", true);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
        properties.putAll(differing);
        return properties;
    }

    private Map<String, Object> producerProperties(String clientId) {
        Map<String, Object> properties = common(clientId);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, settings.serializer());
        properties.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 3_600_000);
        return properties;
    }

    private Map<String, Object> common(String clientId) {
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 2);
        properties.put(RETRY_BACKOFF_MAX, 200);
        properties.put("schema.registry.url", settings.registryUrl());
        return properties;
    }
}
