package org.crmmigration.pipedrive;

import org.crmmigration.loader.port.CrmVendor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings Pipedrive to the load engine of a Spring context. */
@Configuration(proxyBeanMethods = false)
public class PipedriveConfiguration {

    @Bean
    CrmVendor pipedriveVendor() {
        return new PipedriveVendor(java.time.Clock.systemUTC());
    }
}
