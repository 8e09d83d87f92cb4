package org.crmmigration.pipedrive;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Runs the Pipedrive loader alone, against any Kafka cluster and schema registry. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PipedriveConfiguration.class)
public class PipedriveLoaderApplication {

    /** Starts the loader. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(PipedriveLoaderApplication.class)
                .properties("spring.config.name=application,loader-pipedrive")
                .run(args);
    }
}
