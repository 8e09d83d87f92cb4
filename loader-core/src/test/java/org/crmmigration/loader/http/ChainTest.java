package org.crmmigration.loader.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.budget.BudgetMemory;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ApiRequest READ = ApiRequest.get("/r", "/r", Map.of());
    private static final ApiRequest WRITE = new ApiRequest("POST", "/r", "/r", Map.of(), Map.of(), "{}", false);
    private static final ApiResponse OK = new ApiResponse(200, Map.of(), "");

    private final Deque<Supplier<ApiResponse>> answers = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private int sent;

    private final AccountBudget budget =
            new AccountBudget(new AccountLimits(List.of(), null, 1), 0, CLOCK, (_, _) -> {}, BudgetMemory.NONE);
    private final ApiTransport wire = _ -> {
        sent++;
        return answers.removeFirst().get();
    };
    private final ApiTransport retrying = new Retrying(
            wire, budget, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(1)), 3, pauses::add);

    @Test
    void repeatsWhatNeverLeftWithGrowingPauses() {
        // Given
        fail(new CrmFault.NotSent(Detail.of("unreachable", "x"), null), 2);
        answers.add(() -> OK);
        // When
        ApiResponse answer = retrying.send(WRITE);
        // Then
        assertThat(answer).isEqualTo(OK);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void givesUpAfterABoundedNumberOfTries() {
        // Given
        fail(new CrmFault.NotSent(Detail.of("unreachable", "x"), null), 9);
        // Then
        assertThatThrownBy(() -> retrying.send(READ)).isInstanceOf(CrmFault.NotSent.class);
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void neverRepeatsALostAnswerOfWhatIsNotRepeatable() {
        // Given
        fail(new CrmFault.OutcomeUnknown(Detail.of("time-out", "x"), null), 1);
        // Then
        assertThatThrownBy(() -> retrying.send(WRITE)).isInstanceOf(CrmFault.OutcomeUnknown.class);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void repeatsALostAnswerOfWhatIsRepeatable() {
        // Given
        fail(new CrmFault.OutcomeUnknown(Detail.of("time-out", "x"), null), 1);
        answers.add(() -> OK);
        // When
        var _ = retrying.send(READ);
        // Then
        assertThat(sent).isEqualTo(2);
    }

    @Test
    void doesNotCountRefusalsForTheRateAsFailures() {
        // Given
        fail(new CrmFault.RateLimited(Detail.of("rate", "x"), CrmFault.RateLimited.Scope.WINDOW, Duration.ZERO), 7);
        answers.add(() -> OK);
        // When
        var _ = retrying.send(WRITE);
        // Then
        assertThat(sent).isEqualTo(8);
        assertThat(budget.figures().throttled()).isEqualTo(7);
    }

    @Test
    void neverRepeatsARefusal() {
        // Given
        fail(new CrmFault.Rejected(Detail.of("validation", "x")), 1);
        // Then
        assertThatThrownBy(() -> retrying.send(READ)).isInstanceOf(CrmFault.Rejected.class);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void startsNothingThatWritesAfterTheStartWindow() {
        // Given
        ApiTransport chain = new StartWindow(wire, CLOCK);
        Attempt late = Attempt.under(() -> NOW.minusMillis(1));
        answers.add(() -> OK);
        // Then
        assertThatThrownBy(() -> late.run(() -> chain.send(WRITE)))
                .isInstanceOfSatisfying(
                        CrmFault.NotSent.class,
                        fault -> assertThat(Attempt.missedStart(fault)).isTrue());
        assertThat(sent).isZero();
        assertThat(late.run(() -> chain.send(READ))).isEqualTo(OK);
    }

    @Test
    void takesLeaveOnlyWhenAWriteIsAboutToStartAndAgainOnceItHasRunOut() {
        // Given
        AtomicInteger taken = new AtomicInteger();
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Clock moving = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        ApiTransport chain = new StartWindow(wire, moving);
        Attempt attempt = Attempt.under(() -> {
            taken.incrementAndGet();
            return now.get().plusSeconds(10);
        });
        for (int i = 0; i < 4; i++) {
            answers.add(() -> OK);
        }

        // When
        var _ = attempt.run(() -> chain.send(READ));
        int beforeTheWrite = taken.get();
        now.set(NOW.plusSeconds(3_600));
        var _ = attempt.run(() -> chain.send(WRITE));
        now.set(NOW.plusSeconds(3_605));
        var _ = attempt.run(() -> chain.send(WRITE));
        int inTheWindow = taken.get();
        now.set(NOW.plusSeconds(3_611));
        var _ = attempt.run(() -> chain.send(WRITE));

        // Then
        assertThat(beforeTheWrite).isZero();
        assertThat(inTheWindow).isEqualTo(1);
        assertThat(taken).hasValue(2);
        assertThat(sent).isEqualTo(4);
    }

    @Test
    void knowsWhetherAWriteMayHaveHadAnEffect() {
        // Given
        ApiTransport chain = new StartWindow(wire, CLOCK);
        answers.add(() -> OK);
        fail(new CrmFault.OutcomeUnknown(Detail.of("time-out", "x"), null), 1);
        fail(new CrmFault.Rejected(Detail.of("validation", "x")), 1);
        answers.add(() -> {
            throw new IllegalStateException("the answer made no sense");
        });
        // Then
        assertThat(effectPossible(chain)).isTrue();
        assertThat(effectPossible(chain)).isTrue();
        assertThat(effectPossible(chain)).isFalse();
        assertThat(effectPossible(chain)).isTrue();
    }

    private static boolean effectPossible(ApiTransport chain) {
        Attempt attempt = Attempt.under(() -> NOW);
        try {
            var _ = attempt.run(() -> chain.send(WRITE));
        } catch (RuntimeException e) {
            return attempt.effectPossible();
        }
        return attempt.effectPossible();
    }

    private void fail(CrmFault fault, int times) {
        for (int i = 0; i < times; i++) {
            answers.add(() -> {
                throw fault;
            });
        }
    }
}
