package org.crmmigration.reconcile.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PacesTest {

    private final Ticking clock = new Ticking();
    private final Paces paces = new Paces(clock);

    @Test
    void knowsNoRateAtFirst() {
        // When
        paces.observe("m", run(0));

        // Then
        Progress progress = paces.progress("m", run(0), null);
        assertThat(progress.ratePerSecond()).isZero();
        assertThat(progress.etaSeconds()).isNull();
    }

    @Test
    void tellsASteadyRateAndWhatItTakesForTheRest() {
        // When
        steady();

        // Then
        Progress progress = paces.progress("m", run(100), null);
        assertThat(progress.ratePerSecond()).isEqualTo(10.0);
        assertThat(progress.etaSeconds()).isEqualTo(90);
    }

    @Test
    void addsTheTimeUntilTheLaneMayMoveAgain() {
        // When
        steady();

        // Then
        assertThat(paces.progress("m", run(100), lane(LaneReason.DAILY_BUDGET_USED, clock.now.plusSeconds(600)))
                        .etaSeconds())
                .isEqualTo(690);
    }

    @Test
    void saysNothingWhenNobodyKnowsUntilWhenTheLaneIsBlocked() {
        // When
        steady();

        // Then
        assertThat(paces.progress("m", run(100), lane(LaneReason.NEEDS_ADMIN, null))
                        .etaSeconds())
                .isNull();
    }

    @Test
    void beginsAnewWithANewRun() {
        // Given
        steady();

        // When
        clock.now = clock.now.plusSeconds(10);
        paces.observe("m", run(3));

        // Then
        assertThat(paces.progress("m", run(3), null).ratePerSecond()).isZero();
    }

    @Test
    void forgetsAPastRateWithTime() {
        // Given
        steady();

        // When
        clock.now = clock.now.plusSeconds(600);
        paces.observe("m", run(100));

        // Then
        assertThat(paces.progress("m", run(100), null).ratePerSecond()).isBetween(0.0, 0.01);
    }

    private void steady() {
        for (int second = 0; second <= 10; second++) {
            paces.observe("m", run(second * 10L));
            clock.now = clock.now.plusSeconds(1);
        }
        clock.now = clock.now.minusSeconds(1);
    }

    private LaneStateChanged lane(LaneReason reason, @Nullable Instant until) {
        return new LaneStateChanged("m", "pipedrive", reason, until, "", null, null, Map.of(), clock.now);
    }

    private static RunStanding run(long done) {
        PhaseStanding phase = new PhaseStanding(
                0, "p", 1, 1000, 1000, "00", 1000L, "00", done, Map.of(), 0, 0, 0, Checks.NONE, null, null, null);
        return new RunStanding("run-1", "e", 1, null, null, Map.of(), Map.of(), List.of(phase));
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(20_000));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
