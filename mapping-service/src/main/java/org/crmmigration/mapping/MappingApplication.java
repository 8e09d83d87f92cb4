package org.crmmigration.mapping;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The mapping service on its own; settings {@code crm.kafka} and {@code crm.mapping}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(MappingConfiguration.class)
public class MappingApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(MappingApplication.class)
                .properties("spring.config.name=application,mapping-service")
                .run(args);
    }
}
