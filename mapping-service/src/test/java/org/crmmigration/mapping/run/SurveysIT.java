package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.SecretReference;
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
}
