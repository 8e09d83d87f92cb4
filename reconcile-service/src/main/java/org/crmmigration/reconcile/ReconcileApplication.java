package org.crmmigration.reconcile;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Runs reconcile-service alone, against any Kafka cluster and schema registry. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReconcileConfiguration.class)
public class ReconcileApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(ReconcileApplication.class)
                .properties("spring.config.name=application,reconcile-service")
                .run(args);
    }
}
