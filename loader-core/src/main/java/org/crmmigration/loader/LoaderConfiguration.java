package org.crmmigration.loader;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.web.LaneController;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.springframework.beans.factory.ObjectProvider;
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
    LoadersLifecycle crmLoadersLifecycle(Loaders loaders, ObjectProvider<MeterRegistry> registry) {
        return new LoadersLifecycle(loaders, registry.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    LaneController crmLaneController(Loaders loaders) {
        return new LaneController(loaders);
    }

    /** Starts the loaders when the context is complete, and stops them before anything they need. */
    static final class LoadersLifecycle implements SmartLifecycle {

        private static final Duration LOOK = Duration.ofSeconds(1);

        private final Loaders loaders;
        private final LaneMetrics metrics;
        private volatile boolean running;

        LoadersLifecycle(Loaders loaders, MeterRegistry registry) {
            this.loaders = loaders;
            this.metrics = new LaneMetrics(registry);
        }

        @Override
        public void start() {
            loaders.start();
            running = true;
            var _ = Thread.ofVirtual().name("loader-metrics").start(this::measure);
        }

        @Override
        public void stop() {
            running = false;
            loaders.close();
        }

        private void measure() {
            while (running) {
                metrics.show(loaders.lanes());
                Sleeper.REAL.pause(LOOK);
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
