package org.crmmigration.reconcile.lag;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.reconcile.ReconcileSettings;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.life.Register;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Paces, lag and gauges. */
@Configuration(proxyBeanMethods = false)
public class LagConfiguration {

    @Bean
    Paces reconcilePaces() {
        return new Paces(Clock.systemUTC());
    }

    @Bean
    MigrationMeters reconcileMeters(ObjectProvider<MeterRegistry> registry, LedgerReader ledgers, Paces paces) {
        return new MigrationMeters(registry.getIfAvailable(SimpleMeterRegistry::new), ledgers, paces);
    }

    @Bean(initMethod = "start")
    LagWatch reconcileLagWatch(
            Clients clients,
            Register register,
            LedgerReader ledgers,
            MigrationMeters meters,
            ReconcileSettings settings) {
        return new LagWatch(register, new LagReader(clients, ledgers), meters, settings.lagInterval());
    }
}
