package org.crmmigration.reconcile.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.junit.jupiter.api.Test;

class ForecastingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void takesCallsPerCommandAndPaceAsSeen() {
        // Given
        RunStanding run = run(true, phase(1, 100, 100, 200, 1_000), phase(2, 1_000, 500, 1_000, 5_000), reads(1_100));
        // When
        Forecast forecast = forecast(run, 0, lane(Map.of()), 10, 0);
        // Then
        assertThat(forecast.commands()).isEqualTo(500 + 1_100);
        assertThat(forecast.calls()).isEqualTo(1_000 + 22);
        assertThat(forecast.cost()).isEqualTo(1_022 * 5.0);
        assertThat(forecast.p50()).isEqualTo(NOW.plusMillis(1_022 * 1_000 / 20));
    }

    @Test
    void isMoreCautiousWhenThePaceVaries() {
        // Given
        RunStanding run = run(true, phase(1, 1_000, 500, 500, 500), reads(1_000));
        // When
        Forecast steady = forecast(run, 0, lane(Map.of()), 10, 0);
        Forecast shaky = forecast(run, 0, lane(Map.of()), 10, 3);
        // Then
        assertThat(steady.p90()).isEqualTo(steady.p50());
        assertThat(shaky.p50()).isEqualTo(steady.p50());
        assertThat(Duration.between(NOW, shaky.p90()))
                .isGreaterThan(
                        Duration.between(NOW, steady.p90()).multipliedBy(3).dividedBy(2));
    }

    @Test
    void usesTheWindowsBeforeAnythingMoved() {
        // Given
        RunStanding run = run(true, phase(1, 600, 0, 0, 0), reads(0));
        // When
        Forecast forecast = forecast(run, 0, lane(Map.of("callsPerSecond", 60.0)), 0, 0);
        // Then
        assertThat(forecast.p50()).isEqualTo(NOW.plusSeconds(10));
        assertThat(forecast.p90()).isEqualTo(NOW.plusSeconds(13));
    }

    @Test
    void knowsThatRecordsGoInBulkWhereVocabularyWentOneByOne() {
        // Given
        RunStanding run = run(true, phase(0, 50, 50, 150, 150), phase(1, 4_000, 0, 0, 0), reads(4_050));
        Map<String, Double> bulk = Map.of("callsPerSecond", 20.0, "objectsPerCall", 100.0, "objectsPerReadBack", 50.0);
        // When
        Forecast forecast = forecast(run, 0, lane(bulk), 0, 0);
        // Then
        assertThat(forecast.calls()).isEqualTo(40 + 81);
        assertThat(forecast.p50()).isEqualTo(NOW.plusMillis(50 * 121));
    }

    @Test
    void guessesWhatIsNotMappedYetFromTheSource() {
        // Given
        RunStanding run = run(false, phase(1, 100, 100, 100, 100));
        // When
        Forecast forecast = forecast(run, 1_100, lane(Map.of()), 10, 0);
        // Then
        assertThat(forecast.calls()).isEqualTo(1_000 + 22);
    }

    @Test
    void waitsForTheDaysItTakes() {
        // Given
        RunStanding run = run(true, phase(1, 10_000, 1_000, 1_000, 5_000), reads(0));
        Map<String, Double> budget = Map.of("budgetLimit", 20_000.0, "budgetRemaining", 5_000.0);
        // When
        Forecast forecast = forecast(run, 0, lane(budget), 10, 0);
        // Then
        assertThat(forecast.p50())
                .isEqualTo(Instant.parse("2026-03-03T00:00:00Z").plusSeconds(400));
    }

    @Test
    void saysNothingWhileAPersonIsWaitedFor() {
        // Given
        RunStanding run = run(true, phase(1, 10, 1, 1, 5));
        LaneStateChanged lane =
                new LaneStateChanged("m", "pipedrive", LaneReason.NEEDS_ADMIN, null, "", null, null, Map.of(), NOW);
        // When
        Optional<Forecast> forecast = new Forecasting(run, 0, lane, NOW).forecast(10, 0);
        // Then
        assertThat(forecast).isEmpty();
    }

    private static Forecast forecast(
            RunStanding run, long records, LaneStateChanged lane, double pace, double deviation) {
        return new Forecasting(run, records, lane, NOW)
                .forecast(pace, deviation)
                .orElseThrow();
    }

    private static LaneStateChanged lane(Map<String, Double> figures) {
        return new LaneStateChanged("m", "pipedrive", LaneReason.NONE, null, "", null, null, figures, NOW);
    }

    private static RunStanding run(boolean ended, PhaseStanding... phases) {
        return new RunStanding("run-1", "e", 1, NOW, ended ? NOW : null, Map.of(), Map.of(), List.of(phases));
    }

    private static PhaseStanding reads(long objects) {
        return phase(PhaseStanding.VERIFICATION, objects, 0, 0, 0);
    }

    private static PhaseStanding phase(int number, long objects, long done, long calls, double cost) {
        return new PhaseStanding(
                number,
                "p",
                1,
                objects,
                objects,
                "00",
                objects,
                "00",
                done,
                Map.of(),
                0,
                calls,
                cost,
                Checks.NONE,
                null,
                null,
                null);
    }
}
