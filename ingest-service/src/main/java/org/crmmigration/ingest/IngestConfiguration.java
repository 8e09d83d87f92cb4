package org.crmmigration.ingest;

import java.time.Clock;
import org.crmmigration.ingest.engine.IngestEngine;
import org.crmmigration.ingest.publish.KafkaRecordSink;
import org.crmmigration.ingest.web.BehaviourController;
import org.crmmigration.ingest.web.ConflictController;
import org.crmmigration.ingest.web.ExportController;
import org.crmmigration.ingest.web.Exports;
import org.crmmigration.ingest.web.IngestErrors;
import org.crmmigration.ingest.web.InspectionController;
import org.crmmigration.ingest.web.UploadController;
import org.crmmigration.messaging.MessagingConfiguration;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that ingest needs in a Spring context; may share the context with the other services. */
@Configuration(proxyBeanMethods = false)
@Import({
    MessagingConfiguration.class,
    Exports.class,
    ExportController.class,
    UploadController.class,
    InspectionController.class,
    ConflictController.class,
    BehaviourController.class,
    IngestErrors.class
})
@EnableConfigurationProperties(IngestSettings.class)
public class IngestConfiguration {

    @Bean(destroyMethod = "close")
    ControlPublisher ingestControlPublisher(Clients clients, MigrationTopics topics) {
        return new ControlPublisher(clients, "ingest-service");
    }

    @Bean(destroyMethod = "close")
    IngestEngine ingestEngine(
            IngestSettings settings,
            Clients clients,
            ControlPublisher ingestControlPublisher,
            SecretReference secrets) {
        return new IngestEngine(
                settings,
                migration -> new KafkaRecordSink(clients, migration),
                ingestControlPublisher::publish,
                secrets,
                Clock.systemUTC());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ControlGroup ingestControlGroup(Clients clients, IngestEngine engine, MigrationTopics topics) {
        return new ControlGroup(clients, "ingest-service", engine);
    }
}
