package org.crmmigration.loader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinishedOffsetsTest {

    private final FinishedOffsets offsets = new FinishedOffsets(5);

    @Test
    void movesOverGapsInTheTopic() {
        // Given
        offsets.deliver(5);
        offsets.deliver(9);
        offsets.deliver(12);
        // When
        offsets.finish(5);
        offsets.finish(9);
        // Then
        assertThat(offsets.position()).isEqualTo(10);
        assertThat(offsets.span()).isEqualTo(1);
    }

    @Test
    void staysBeforeTheFirstUnfinished() {
        // Given
        offsets.deliver(5);
        offsets.deliver(6);
        offsets.deliver(7);
        // When
        offsets.finish(7);
        offsets.finish(6);
        // Then
        assertThat(offsets.position()).isEqualTo(5);
        offsets.finish(5);
        assertThat(offsets.position()).isEqualTo(8);
    }
}
