package org.crmmigration.reconcile.web;

import java.time.Clock;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.reconcile.ReconcileSettings;
import org.crmmigration.reconcile.document.DocumentSet;
import org.crmmigration.reconcile.document.SigningKey;
import org.crmmigration.reconcile.lag.Paces;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.report.ReportBuilder;
import org.crmmigration.reconcile.rollback.EditsReader;
import org.crmmigration.reconcile.rollback.RollbackPreviews;
import org.crmmigration.reconcile.rollback.RollbackReports;
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
    DocumentController.class,
    Problems.class
})
public class WebConfiguration {

    @Bean
    Desk reconcileDesk(Register register, LedgerReader ledgers, ReconcileSettings settings) {
        return new Desk(register, ledgers, settings.ownershipPatience());
    }

    @Bean
    RollbackPreviews reconcileRollbackPreviews(Clients clients) {
        return new RollbackPreviews(new EditsReader(clients), Clock.systemUTC());
    }

    @Bean
    RollbackReports reconcileRollbackReports(Clients clients) {
        return new RollbackReports(new EditsReader(clients), Clock.systemUTC());
    }

    @Bean
    DocumentSet reconcileDocumentSet(ReportBuilder reports, ReconcileSettings settings) {
        return new DocumentSet(reports, new SigningKey(settings.secretsDir()));
    }

    @Bean
    StatusBuilder reconcileStatusBuilder(LedgerReader ledgers, Paces paces) {
        return new StatusBuilder(ledgers, paces);
    }
}
