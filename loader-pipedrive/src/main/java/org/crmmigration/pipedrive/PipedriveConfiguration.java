package org.crmmigration.pipedrive;

import java.time.Clock;
import org.crmmigration.loader.LoaderConfiguration;
import org.crmmigration.messaging.MessagingConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Pipedrive as a destination, for a context of its own or one shared with the other services. */
@Configuration(proxyBeanMethods = false)
@Import({MessagingConfiguration.class, LoaderConfiguration.class})
public class PipedriveConfiguration {

    @Bean
    PipedriveVendor pipedriveVendor() {
        return new PipedriveVendor(Clock.systemUTC());
    }
}
