package org.crmmigration.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AheadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 5_000})
    void handsOutEverythingInItsOrder(int many) {
        // Given
        try (Ahead<Integer> ahead = new Ahead<>("ahead", upTo(many, new AtomicInteger()))) {
            // When
            List<Integer> taken = new ArrayList<>();
            for (Optional<Integer> next = ahead.next(); next.isPresent(); next = ahead.next()) {
                taken.add(next.get());
            }

            // Then
            assertThat(taken)
                    .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
            assertThat(ahead.next()).isEmpty();
        }
    }

    /** As many as wait at most, where there is no room for the failure, and some that fill no batch. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 100, 512, 513, 575})
    void throwsWhatTheSourceThrewBehindTheThingsBefore(int many) throws InterruptedException {
        // Given
        CountDownLatch full = new CountDownLatch(many + 1);
        AtomicInteger made = new AtomicInteger();
        try (Ahead<Integer> ahead = new Ahead<>("ahead", () -> {
            full.countDown();
            if (made.get() == many) {
                throw new IllegalStateException("the disk is gone");
            }
            return Optional.of(made.getAndIncrement());
        })) {
            full.await(); // the one that takes is late

            // When
            for (int i = 0; i < many; i++) {
                assertThat(ahead.next()).contains(i);
            }

            // Then
            assertThatThrownBy(ahead::next).hasMessage("the disk is gone");
        }
    }

    @Test
    void leavesTheSourceAloneOnceClosed() {
        // Given
        AtomicInteger made = new AtomicInteger();
        Ahead<Integer> ahead = new Ahead<>("ahead", upTo(Integer.MAX_VALUE, made));
        assertThat(ahead.next()).contains(0);

        // When
        ahead.close();
        int then = made.get();

        // Then
        assertThat(then).isLessThan(5_000);
        assertThat(made.get()).isEqualTo(then);
    }

    private static Supplier<Optional<Integer>> upTo(int many, AtomicInteger made) {
        return () -> made.get() < many ? Optional.of(made.getAndIncrement()) : Optional.empty();
    }
}
