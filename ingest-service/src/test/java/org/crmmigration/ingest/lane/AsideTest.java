package org.crmmigration.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AsideTest {

    @Test
    void takesAllStepsInTheirOrder() {
        // Given
        List<Integer> taken = new ArrayList<>();
        try (Aside aside = new Aside("aside")) {
            // When
            for (int i = 0; i < 5_000; i++) {
                int step = i;
                aside.add(() -> taken.add(step));
            }
            aside.finish();

            // Then
            assertThat(taken)
                    .containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
        }
    }

    @Test
    void takesNoStepAfterOneThatFailed() {
        // Given
        List<Integer> taken = new ArrayList<>();
        CountDownLatch added = new CountDownLatch(1);
        try (Aside aside = new Aside("aside")) {
            // When
            for (int i = 0; i < 200; i++) {
                int step = i;
                aside.add(() -> fails(step, added, taken));
            }
            added.countDown();

            // Then
            assertThatThrownBy(aside::finish).hasMessage("nobody takes it");
        }
        assertThat(taken).containsExactly(0, 1, 2);
    }

    private static void fails(int step, CountDownLatch added, List<Integer> taken) {
        try {
            added.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (step == 3) {
            throw new IllegalStateException("nobody takes it");
        }
        taken.add(step);
    }
}
