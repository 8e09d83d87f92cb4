package org.crmmigration.messaging;

import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka clients, topics and secrets for a service's Spring context. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
public class MessagingConfiguration {

    @Bean
    Clients clients(KafkaSettings settings) {
        return new Clients(settings);
    }

    @Bean
    MigrationTopics migrationTopics(Clients clients) {
        MigrationTopics topics = new MigrationTopics(clients);
        topics.createControl();
        return topics;
    }

    @Bean
    SecretReference secretReference() {
        return new SecretReference();
    }
}
