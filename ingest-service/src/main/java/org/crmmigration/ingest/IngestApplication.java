package org.crmmigration.ingest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Runs ingest-service alone, against any Kafka cluster and schema registry. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(IngestConfiguration.class)
public class IngestApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=application,ingest-service")
                .run(args);
    }
}
