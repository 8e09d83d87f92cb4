package org.crmmigration.mapping;

import java.time.InstantSource;
import org.crmmigration.mapping.propose.Reranker;
import org.crmmigration.mapping.run.Changes;
import org.crmmigration.mapping.run.Checkpoint;
import org.crmmigration.mapping.run.Confirmations;
import org.crmmigration.mapping.run.MappingRuns;
import org.crmmigration.mapping.run.MappingTexts;
import org.crmmigration.mapping.run.Orders;
import org.crmmigration.mapping.run.OwnerQueue;
import org.crmmigration.mapping.run.Preparation;
import org.crmmigration.mapping.run.Preview;
import org.crmmigration.mapping.run.Proposals;
import org.crmmigration.mapping.run.Register;
import org.crmmigration.mapping.run.Sampling;
import org.crmmigration.mapping.run.SurveyAhead;
import org.crmmigration.mapping.run.Surveys;
import org.crmmigration.mapping.web.Drafts;
import org.crmmigration.mapping.web.MappingController;
import org.crmmigration.mapping.web.MappingProblems;
import org.crmmigration.mapping.web.PreparationController;
import org.crmmigration.mapping.web.SchemaController;
import org.crmmigration.mapping.web.StudyController;
import org.crmmigration.messaging.MessagingConfiguration;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.ledger.LatestSchema;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The mapping service in a Spring context, alone or beside the other services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MappingSettings.class)
@Import({MessagingConfiguration.class, MappingProblems.class})
public class MappingConfiguration {

    @Bean
    MappingTexts mappingTexts(Clients clients) {
        return new MappingTexts(clients);
    }

    @Bean
    Orders mappingOrders(MappingTexts texts, SecretReference secrets) {
        return new Orders(texts, secrets);
    }

    @Bean
    Surveys mappingSurveys(Clients clients) {
        return new Surveys(clients);
    }

    @Bean(destroyMethod = "close")
    MappingRuns mappingRuns(Surveys surveys, Orders orders, MappingSettings settings) {
        MappingRuns.Settings runs =
                new MappingRuns.Settings(settings.parallelRuns(), settings.chunk(), settings.retryPause());
        return new MappingRuns(surveys, orders, runs, InstantSource.system(), Checkpoint.NONE);
    }

    @Bean(destroyMethod = "close")
    SurveyAhead mappingSurveyAhead(Surveys surveys, Orders orders, MappingSettings settings) {
        return new SurveyAhead(surveys, orders, settings.surveyAhead());
    }

    @Bean
    Register mappingRegister(MappingRuns runs, SurveyAhead ahead) {
        return new Register(runs, ahead);
    }

    /** Listens once the control topic, which {@code topics} makes, is there. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ControlGroup mappingControlGroup(
            Clients clients, Register mappingRegister, @SuppressWarnings("unused") MigrationTopics topics) {
        return new ControlGroup(clients, MappingRuns.SERVICE, mappingRegister);
    }

    @Bean(destroyMethod = "close")
    ControlPublisher mappingControlPublisher(Clients clients) {
        return new ControlPublisher(clients, MappingRuns.SERVICE);
    }

    @Bean
    Confirmations mappingConfirmations(Clients clients, ControlPublisher mappingControlPublisher) {
        return new Confirmations(clients, mappingControlPublisher, InstantSource.system());
    }

    @Bean
    MappingController mappingController(
            Register mappingRegister,
            MappingSettings settings,
            Confirmations confirmations,
            MappingController.Rehearsal mappingRehearsal,
            MappingController.Standing mappingStanding) {
        return new MappingController(
                mappingRegister, new Drafts(settings.dataDir()), confirmations, mappingRehearsal, mappingStanding);
    }

    @Bean
    LatestSchema mappingLatestSchema(Clients clients) {
        return new LatestSchema(clients);
    }

    @Bean
    SchemaController mappingSchemaController(Register mappingRegister, LatestSchema mappingLatestSchema) {
        return new SchemaController(mappingRegister, mappingLatestSchema);
    }

    @Bean
    PreparationController mappingPreparationController(
            Register mappingRegister,
            MappingSettings settings,
            Orders orders,
            LatestSchema mappingLatestSchema,
            Surveys surveys) {
        return new PreparationController(
                mappingRegister,
                new Drafts(settings.dataDir()),
                orders,
                mappingLatestSchema,
                new PreparationController.Tools(
                        new Preparation(surveys), new OwnerQueue(surveys), new Sampling(surveys)));
    }

    @Bean
    StudyController mappingStudyController(
            Register mappingRegister,
            MappingSettings settings,
            Orders orders,
            LatestSchema mappingLatestSchema,
            StudyController.Studies mappingStudies) {
        return new StudyController(
                mappingRegister, new Drafts(settings.dataDir()), orders, mappingLatestSchema, mappingStudies);
    }

    /** A deployment that declares a {@link Reranker} has it asked; none is shipped. */
    @Bean
    StudyController.Studies mappingStudies(Surveys surveys, ObjectProvider<Reranker> reranker) {
        return new StudyController.Studies(
                new Proposals(surveys, reranker.getIfAvailable(() -> Reranker.NONE)), new Changes(surveys));
    }

    @Bean
    MappingController.Rehearsal mappingRehearsal(Surveys surveys, Orders orders) {
        return new MappingController.Rehearsal(orders, new Preview(surveys));
    }

    @Bean
    MappingController.Standing mappingStanding(MappingTexts texts, MappingRuns runs) {
        return new MappingController.Standing(texts, runs);
    }
}
