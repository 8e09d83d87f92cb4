package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.junit.jupiter.api.Test;

class SurveysIT {

    @Test
    void readsAnExportOnceForEachMapping() {
        // Given
        Stage stage = new Stage("surveys-kept");
        stage.publish("export-1", 5);
        Order other = new Orders(new MappingTexts(stage.clients), new SecretReference())
                .with(
                        stage.migration,
                        MappingFile.parse(MappingFile.complete("pipedrive", "choices: {deals_from: sales}")));

        // When
        Generation first = stage.surveys.of(stage.order(), "export-1");

        // Then
        assertThat(stage.surveys.of(stage.order(), "export-1")).isSameAs(first);
        assertThat(stage.surveys.of(other, "export-1")).isNotSameAs(first);
    }

    @Test
    void makesASurveyOnceForAllWhoAskAtTheSameTime() throws Exception {
        // Given
        Stage stage = new Stage("surveys-together");
        stage.publish("export-1", 200);
        Order order = stage.order();

        // When
        List<Future<Generation>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                asked.add(threads.submit(() -> stage.surveys.of(order, "export-1")));
            }
        }

        // Then
        for (Future<Generation> one : asked) {
            assertThat(one.get()).isSameAs(asked.getFirst().get());
        }
    }

    @Test
    void surveysAheadOfTheRunAndKeepsNothingOfAMigrationThatIsGone() {
        // Given
        Stage stage = new Stage("surveys-ahead");
        stage.publish("export-1", 5);
        long offset = stage.confirm(1, "");
        Orders orders = new Orders(new MappingTexts(stage.clients), new SecretReference());
        String migration = stage.migration.migration();
        MappingRuns runs = new MappingRuns(
                stage.surveys,
                orders,
                new MappingRuns.Settings(1, 20, Duration.ofSeconds(5)),
                InstantSource.system(),
                Checkpoint.NONE);
        try (SurveyAhead ahead = new SurveyAhead(stage.surveys, orders, true)) {
            Register register = new Register(runs, ahead);
            register.ready(Buckets.of(migration));
            register.on(stage.migration);

            // When
            register.on(new ExportStateChanged(migration, "export-1", "COMPLETED", 1, 1, "", Stage.AT));
            register.on(new MappingConfirmed(migration, 1, "", offset, Stage.AT));

            // Then
            await().untilAsserted(() ->
                    assertThat(stage.surveys.isKept(stage.order(), "export-1")).isTrue());

            // When
            register.retracted(Buckets.of(migration), migration + "/definition");

            // Then
            assertThat(stage.surveys.isKept(stage.order(), "export-1")).isFalse();
        }
    }

    @Test
    void surveysNothingAheadWhereItIsNotWanted() {
        // Given
        Stage stage = new Stage("surveys-not-ahead");
        Orders orders = new Orders(new MappingTexts(stage.clients), new SecretReference());
        MappingConfirmed confirmed = new MappingConfirmed(stage.migration.migration(), 1, "", 0, Stage.AT);
        RunRequested requested = new RunRequested(stage.migration.migration(), "run-1", "export-1", 1, Stage.AT);
        View whole = new View(stage.migration, confirmed, null, "export-1");

        // When
        SurveyAhead off = new SurveyAhead(stage.surveys, orders, false);
        SurveyAhead on = new SurveyAhead(stage.surveys, orders, true);

        // Then
        assertThat(off.consider(whole)).isFalse();
        assertThat(on.consider(new View(stage.migration, null, null, "export-1")))
                .isFalse();
        assertThat(on.consider(new View(stage.migration, confirmed, null, null)))
                .isFalse();
        assertThat(on.consider(new View(stage.migration, confirmed, requested, "export-1")))
                .isFalse();
        assertThat(on.consider(new View(stage.migration, confirmed, requested, "export-2")))
                .isTrue();
        on.close();
        assertThat(on.consider(whole)).isFalse();
    }
}
