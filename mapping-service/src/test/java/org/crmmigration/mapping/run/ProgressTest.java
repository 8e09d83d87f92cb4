package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void readsBackWhatItWrote() {
        // Given
        Progress progress = new Progress(
                "run-2",
                3,
                2,
                4711,
                500,
                "00000000deadbeef",
                Map.of("totalled", 7L, "suppressed.gdpr", 1L),
                true,
                Earlier.all(List.of("run-1")));

        // When
        Progress read = Progress.parse(progress.text());

        // Then
        assertThat(read).isEqualTo(progress);
    }

    @Test
    void readsBackTheBeginning() {
        assertThat(Progress.parse(
                        Progress.begin("run-1", 0, 1, Earlier.all(List.of())).text()))
                .isEqualTo(Progress.begin("run-1", 0, 1, Earlier.all(List.of())))
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
        Earlier earlier = Earlier.all(List.of());
        for (int i = 1; i < 1_000; i++) {
            earlier = earlier.and("run-" + i);
        }
        String text = Progress.begin("run-1000", 0, 1, earlier).end(reasons).text();

        // Then
        assertThat(text.length()).isLessThan(4096);
    }

    @Test
    void readsWhatAFormerReleaseWroteAndKnowsNothingOfEarlierRuns() {
        // When
        Progress read = Progress.parse("1;run-2;3;1;4711;500;00000000deadbeef;finished;totalled=7");

        // Then
        assertThat(read.excluded()).containsExactly(Map.entry("totalled", 7L));
        assertThat(read.earlier()).isEqualTo(Earlier.UNKNOWN);
        assertThat(read.earlier().without("run-3")).isFalse();
    }

    @Test
    void saysThatARunIsNewOnlyWhileAllEarlierOnesAreNamed() {
        // Given
        Earlier few = Earlier.all(List.of("run-1")).and("run-2");
        Earlier many = few;
        for (int i = 3; i < 200; i++) {
            many = many.and("run-" + i);
        }

        // When / Then
        assertThat(Earlier.parse(few.text())).isEqualTo(few);
        assertThat(few.without("run-3")).isTrue();
        assertThat(few.without("run-1")).isFalse();
        assertThat(Earlier.parse(many.text())).isEqualTo(many);
        assertThat(many.runs()).endsWith("run-199").doesNotContain("run-1");
        assertThat(many.without("run-1")).isFalse();
        assertThat(many.without("run-500")).isFalse();
    }

    @Test
    void refusesMetadataOfSomebodyElse() {
        assertThatThrownBy(() -> Progress.parse("consumer metadata")).isInstanceOf(IllegalStateException.class);
    }
}
