package org.crmmigration.loader;

import java.time.Clock;
import java.util.List;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.web.LaneController;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A loader for every {@link CrmVendor} bean of the context; imported by a vendor's application and by standalone, beside
 * {@link org.crmmigration.messaging.MessagingConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoaderSettings.class)
public class LoaderConfiguration {

    @Bean
    Loaders crmLoaders(
            List<CrmVendor> vendors,
            Clients clients,
            MigrationTopics topics, // creates the control topic, which must be there before anybody joins
            SecretReference secrets,
            LoaderSettings settings) {
        return new Loaders(vendors, clients, secrets, settings, Clock.systemUTC());
    }

    @Bean
    LoadersLifecycle crmLoadersLifecycle(Loaders loaders) {
        return new LoadersLifecycle(loaders);
    }

    @Bean
    LaneController crmLaneController(Loaders loaders) {
        return new LaneController(loaders);
    }

    /** Starts the loaders when the context is complete, and stops them before anything they need. */
    static final class LoadersLifecycle implements SmartLifecycle {

        private final Loaders loaders;
        private volatile boolean running;

        LoadersLifecycle(Loaders loaders) {
            this.loaders = loaders;
        }

        @Override
        public void start() {
            loaders.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            loaders.close();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
