package org.crmmigration.standalone;

import org.crmmigration.dynamics.DynamicsConfiguration;
import org.crmmigration.ingest.IngestConfiguration;
import org.crmmigration.loader.LoaderConfiguration;
import org.crmmigration.mapping.MappingConfiguration;
import org.crmmigration.messaging.MessagingConfiguration;
import org.crmmigration.pipedrive.PipedriveConfiguration;
import org.crmmigration.reconcile.ReconcileConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The services' own configurations, in one context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    MessagingConfiguration.class,
    IngestConfiguration.class,
    MappingConfiguration.class,
    LoaderConfiguration.class,
    PipedriveConfiguration.class,
    DynamicsConfiguration.class,
    ReconcileConfiguration.class
})
class StandaloneConfiguration {}
