package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.mapping.rule.Mapping.Effort;
import org.crmmigration.mapping.run.Changes.Estimate;
import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void countsAReadBeforeEachUpdate() {
        assertThat(Estimate.of(10, 3, new Effort(5, 1, 5, "tokens", 600, 1)))
                .isEqualTo(new Estimate(16, 68, "tokens", 2));
    }

    @Test
    void countsWhatGoesInBulkByTheCall() {
        assertThat(Estimate.of(11_604, 0, new Effort(1, 1, 1, "requests", 1200, 5)))
                .isEqualTo(new Estimate(2_321, 2_321, "requests", 117));
    }
}
