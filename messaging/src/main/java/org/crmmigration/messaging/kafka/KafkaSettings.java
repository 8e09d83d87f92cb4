package org.crmmigration.messaging.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service reaches Kafka and the schema registry; prefix {@code crm.kafka}.
 *
 * @param bootstrapServers host:port list of the cluster
 * @param registryUrl comma-separated base URLs of a Confluent-API schema registry
 * @param serializer class of the value serialiser; set Confluent's own where a platform has it
 * @param deserializer class of the value deserialiser
 * @param replication replicas of topics we create; -1 is the broker's default, 1 for a single broker
 * @param instance stable name of this instance, unique in its service; static membership rests on it
 * @param properties further client properties (security, registry credentials), handed to every client as they are
 */
@ConfigurationProperties("crm.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("http://localhost:8081") String registryUrl,

        @DefaultValue("org.crmmigration.messaging.registry.ConfluentAvroSerializer")
        String serializer,

        @DefaultValue("org.crmmigration.messaging.registry.ConfluentAvroDeserializer")
        String deserializer,

        @DefaultValue("-1") short replication,
        @DefaultValue("1") String instance,
        @DefaultValue Map<String, String> properties) {

    /** Settings for one broker on this machine, as standalone and tests use them. */
    public static KafkaSettings local(String bootstrapServers, String registryUrl, String instance) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                "org.crmmigration.messaging.registry.ConfluentAvroSerializer",
                "org.crmmigration.messaging.registry.ConfluentAvroDeserializer",
                (short) 1,
                instance,
                Map.of());
    }
}
