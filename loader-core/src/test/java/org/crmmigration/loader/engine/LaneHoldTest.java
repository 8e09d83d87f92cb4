package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.junit.jupiter.api.Test;

class LaneHoldTest {

    private final CrmFault down = new CrmFault.Unavailable(Detail.of("down", "the CRM is down"), false, null, null);
    private final CrmFault denied =
            new CrmFault.Unavailable(Detail.of("denied", "correct the token"), true, null, null);

    private final LaneHold hold =
            new LaneHold(Clock.systemUTC(), new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)));

    @Test
    void saysWhatHoldsTheLane() {
        // When
        hold.raise(denied);
        // Then
        assertThat(hold.held()).isNotNull().satisfies(held -> {
            assertThat(held.reason()).isEqualTo(LaneReason.NEEDS_ADMIN);
            assertThat(held.explanation()).isEqualTo("correct the token");
            assertThat(held.until()).isNotNull();
        });
    }

    @Test
    void letsOneProbeAtATime() {
        // Given
        hold.raise(down);
        AtomicInteger passed = new AtomicInteger();
        // When
        for (int i = 0; i < 3; i++) {
            var _ = Thread.startVirtualThread(() -> {
                hold.pass();
                passed.incrementAndGet();
            });
        }
        // Then
        await().until(() -> passed.get() == 1);
        hold.probeEnded();
        await().until(() -> passed.get() == 2);
        hold.clear();
        await().until(() -> passed.get() == 3);
        assertThat(hold.held()).isNull();
    }

    @Test
    void holdsALaneThatHearsNothingAnyMore() {
        // Given
        CrmFault lost = new CrmFault.OutcomeUnknown(Detail.of("time-out", "no answer in time"), null);
        for (int i = 1; i < LaneHold.SILENCE; i++) {
            hold.unanswered(lost);
        }
        hold.clear();
        for (int i = 1; i < LaneHold.SILENCE; i++) {
            hold.unanswered(lost);
        }
        assertThat(hold.held()).isNull();
        // When
        hold.unanswered(lost);
        // Then
        assertThat(hold.held()).isNotNull().satisfies(held -> {
            assertThat(held.reason()).isEqualTo(LaneReason.CRM_UNAVAILABLE);
            assertThat(held.explanation()).contains("no answer in time");
            assertThat(held.until()).isNotNull();
        });
        hold.clear();
        assertThat(hold.held()).isNull();
    }

    @Test
    void staysStoppedUntilAPersonResumesIt() {
        // Given
        hold.stop("look at it");
        // When
        hold.clear();
        // Then
        assertThat(hold.held()).isNotNull();
        hold.resume();
        assertThat(hold.held()).isNull();
    }
}
