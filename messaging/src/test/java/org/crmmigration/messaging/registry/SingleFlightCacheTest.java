package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SingleFlightCacheTest {
    private final MovableClock clock = new MovableClock();
    private final SingleFlightCache<Integer, String> cache =
            new SingleFlightCache<>(clock, Duration.ofMillis(100), Duration.ofSeconds(1));
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void sharesOneLoadAmongCallersOfTheSameKey() throws Exception {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        Callable<String> caller = () -> cache.get(1, key -> {
            loads.incrementAndGet();
            await(gate);
            return "one";
        });
        // When
        List<Future<String>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    IntStream.range(0, 20).mapToObj(i -> threads.submit(caller)).toList();
            gate.countDown();
        }
        // Then
        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("one");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void answersFailuresFromMemoryForABackoffThatDoubles() {
        // Given
        assertThatThrownBy(this::failingGet).hasMessage("load 1");
        // When
        clock.advance(Duration.ofMillis(99));
        assertThatThrownBy(this::failingGet).hasMessage("load 1");
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(this::failingGet).hasMessage("load 2");
        clock.advance(Duration.ofMillis(199));
        // Then
        assertThatThrownBy(this::failingGet).hasMessage("load 2");
        clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(this::failingGet).hasMessage("load 3");
    }

    @Test
    void recoversAfterAFailure() {
        // Given
        assertThatThrownBy(this::failingGet).isInstanceOf(IllegalStateException.class);
        clock.advance(Duration.ofSeconds(1));
        // When
        String answer = cache.get(1, key -> "back");
        // Then
        assertThat(answer).isEqualTo("back");
    }

    private String failingGet() {
        return cache.get(1, key -> {
            throw new IllegalStateException("load " + loads.incrementAndGet());
        });
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
