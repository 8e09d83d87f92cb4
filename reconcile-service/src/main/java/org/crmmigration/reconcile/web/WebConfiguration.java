package org.crmmigration.reconcile.web;

import java.time.Clock;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.reconcile.ReconcileSettings;
import org.crmmigration.reconcile.lag.Paces;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.rollback.EditsReader;
import org.crmmigration.reconcile.rollback.RollbackDocuments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The web side of the service. */
@Configuration(proxyBeanMethods = false)
@Import({
    ConsoleController.class,
    MigrationsController.class,
    ReportController.class,
    RollbackController.class,
    Problems.class
})
public class WebConfiguration {

    @Bean
    Desk reconcileDesk(Register register, LedgerReader ledgers, ReconcileSettings settings) {
        return new Desk(register, ledgers, settings.ownershipPatience());
    }

    @Bean
    RollbackDocuments reconcileRollbackDocuments(Clients clients) {
        return new RollbackDocuments(new EditsReader(clients), Clock.systemUTC());
    }

    @Bean
    StatusBuilder reconcileStatusBuilder(LedgerReader ledgers, Paces paces) {
        return new StatusBuilder(ledgers, paces);
    }
}
