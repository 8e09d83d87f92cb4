package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void readsBackWhatItWrote() {
        // Given
        Progress progress = new Progress(
                "run-2", 3, 2, 4711, 500, "00000000deadbeef", Map.of("totalled", 7L, "suppressed.gdpr", 1L), true);

        // When
        Progress read = Progress.parse(progress.text());

        // Then
        assertThat(read).isEqualTo(progress);
    }

    @Test
    void readsBackTheBeginning() {
        assertThat(Progress.parse(Progress.begin("run-1", 0, 1).text()))
                .isEqualTo(Progress.begin("run-1", 0, 1))
                .matches(progress -> !progress.opened());
    }

    @Test
    void staysBelowWhatTheBrokerTakesAsMetadata() {
        // Given
        Map<String, Long> reasons = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            reasons.put("a_reason_of_forty_characters_exactly_no" + i, 1_000_000_000L);
        }

        // When
        String text = Progress.begin("run-1000", 0, 1).end(reasons).text();

        // Then
        assertThat(text.length()).isLessThan(4096);
    }

    @Test
    void refusesMetadataOfSomebodyElse() {
        assertThatThrownBy(() -> Progress.parse("consumer metadata")).isInstanceOf(IllegalStateException.class);
    }
}
