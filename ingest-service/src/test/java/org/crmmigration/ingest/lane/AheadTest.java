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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 70, 5_000})
    void throwsWhatTheSourceThrewBehindTheThingsBefore(int many) {
        // Given
        AtomicInteger made = new AtomicInteger();
        try (Ahead<Integer> ahead = new Ahead<>("ahead", () -> {
            if (made.get() == many) {
                throw new IllegalStateException("the disk is gone");
            }
            return Optional.of(made.getAndIncrement());
        })) {
            // When
            for (int i = 0; i < many; i++) {
                assertThat(ahead.next()).contains(i);
            }

            // Then
            assertThatThrownBy(ahead::next).hasMessage("the disk is gone");
            assertThat(ahead.next()).isEmpty();
        }
    }

    /** As many as may wait, and then a failure that finds no room. */
    @Test
    @Timeout(60)
    void keepsTheFailureUntilSomebodyTakesIt() {
        // Given
        int many = 512;
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger made = new AtomicInteger();
        try (Ahead<Integer> ahead = new Ahead<>("ahead", () -> {
            if (made.get() == many) {
                failing.countDown();
                throw new IllegalStateException("the disk is gone");
            }
            return Optional.of(made.getAndIncrement());
        })) {
            // When
            Awaitility.await().until(() -> failing.getCount() == 0 && isWaiting("ahead"));
            for (int i = 0; i < many; i++) {
                assertThat(ahead.next()).contains(i);
            }

            // Then
            assertThatThrownBy(ahead::next).hasMessage("the disk is gone");
        }
    }

    private static boolean isWaiting(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .allMatch(thread -> thread.getState() == Thread.State.WAITING);
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
