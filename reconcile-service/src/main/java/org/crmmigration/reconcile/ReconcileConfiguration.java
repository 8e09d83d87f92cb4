package org.crmmigration.reconcile;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.crmmigration.messaging.MessagingConfiguration;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.reconcile.gate.GateKeeper;
import org.crmmigration.reconcile.gate.Turns;
import org.crmmigration.reconcile.gate.VerificationWriter;
import org.crmmigration.reconcile.lag.LagConfiguration;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.life.Announcer;
import org.crmmigration.reconcile.life.Creation;
import org.crmmigration.reconcile.life.Erasure;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.life.Runs;
import org.crmmigration.reconcile.life.SecretFiles;
import org.crmmigration.reconcile.life.StateKeeper;
import org.crmmigration.reconcile.report.ReportBuilder;
import org.crmmigration.reconcile.rollback.OwnRuns;
import org.crmmigration.reconcile.web.WebConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything of reconcile-service, for a context of its own or one shared with the other services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileSettings.class)
@Import({MessagingConfiguration.class, LagConfiguration.class, WebConfiguration.class})
public class ReconcileConfiguration {

    private static final String SERVICE = "reconcile-service";
    private static final Duration WORD_FROM_OTHERS = Duration.ofSeconds(5);

    @Bean
    Register reconcileRegister() {
        return new Register();
    }

    @Bean
    ControlPublisher reconcileControlPublisher(Clients clients, MigrationTopics topics) {
        return new ControlPublisher(clients, SERVICE);
    }

    @Bean
    Announcer reconcileAnnouncer(ControlPublisher reconcileControlPublisher, Register register) {
        return new Announcer(reconcileControlPublisher::publish, register, Clock.systemUTC());
    }

    @Bean
    StateKeeper reconcileStateKeeper(Register register, Announcer announcer) {
        return new StateKeeper(register, announcer);
    }

    @Bean
    SecretFiles reconcileSecretFiles(ReconcileSettings settings) {
        return new SecretFiles(settings.secretsDir(), new SecureRandom());
    }

    @Bean
    Erasure reconcileErasure(
            Register register,
            Announcer announcer,
            MigrationTopics topics,
            LedgerReader ledgers,
            SecretFiles secrets,
            ControlPublisher reconcileControlPublisher) {
        return new Erasure(
                register, announcer, topics::delete, ledgers::forget, secrets, reconcileControlPublisher::retract);
    }

    @Bean
    Creation reconcileCreation(
            Register register,
            Announcer announcer,
            MigrationTopics topics,
            StateKeeper states,
            SecretFiles secrets) {
        return new Creation(register, announcer, secrets, topics::create, states);
    }

    @Bean
    Runs reconcileRuns(Register register, Announcer announcer) {
        return new Runs(register, announcer, WORD_FROM_OTHERS);
    }

    @Bean
    ReportBuilder reconcileReportBuilder() {
        return new ReportBuilder(Clock.systemUTC());
    }

    @Bean
    LedgerReader reconcileLedgerReader(Clients clients, ReconcileSettings settings) {
        return new LedgerReader(clients, settings.dataDir());
    }

    @Bean
    GateKeeper reconcileGateKeeper(
            Clients clients,
            Register register,
            LedgerReader ledgers,
            Announcer announcer,
            ReportBuilder reports,
            ReconcileSettings settings) {
        return new GateKeeper(
                register,
                ledgers,
                announcer,
                new VerificationWriter(clients, settings.verifyShare()),
                new OwnRuns(clients, Clock.systemUTC()),
                (view, ledger) ->
                        reports.open(view, ledger).stream().findFirst().orElse(""),
                settings.maxFailedShare());
    }

    @Bean(initMethod = "start")
    ReconcileService reconcileService(
            Clients clients,
            MigrationTopics topics,
            Register register,
            LedgerReader ledgers,
            StateKeeper states,
            GateKeeper gates) {
        Turns turns = new Turns(migration -> {
            states.move(migration);
            gates.look(migration);
        });
        return new ReconcileService(new ControlGroup(clients, SERVICE, register), ledgers, register, turns);
    }
}
