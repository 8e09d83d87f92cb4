package org.crmmigration.dynamics;

import org.crmmigration.loader.LoaderConfiguration;
import org.crmmigration.messaging.MessagingConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Runs the loader for Dynamics 365 Sales alone, against any Kafka cluster and schema registry. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({MessagingConfiguration.class, LoaderConfiguration.class, DynamicsConfiguration.class})
public class DynamicsLoaderApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(DynamicsLoaderApplication.class)
                .properties("spring.config.name=application,loader-dynamics")
                .run(args);
    }
}
