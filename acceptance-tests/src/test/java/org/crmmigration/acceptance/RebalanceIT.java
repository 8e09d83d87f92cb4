package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Loader processes join, leave and fall asleep under load; every object is in the CRM once and as it was commanded last. */
class RebalanceIT {

    private static final int PER_TYPE = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Fleet fleet;

    @BeforeEach
    void begin() {
        Map<String, String> settings = new HashMap<>(KillSoak.SHORT_TIMES);
        settings.put(
                "rate", "12"); // less than is asked for, so that calls wait in the budget wherever they are stopped
        fleet = new Fleet(directory, settings, 1);
        for (int i = 0; i < PER_TYPE; i++) {
            fleet.begin(PlainClient.OWN_ID, "own-" + i);
            fleet.begin(PlainClient.NATURAL_UPSERT, "unique-" + i);
            fleet.begin(PlainClient.JOURNAL, "plain-" + i);
        }
        fleet.crm().faults().add(FaultRule.sometimes("*", 1, new Fault.Latency(Duration.ofMillis(50))));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void sharesLanesWithThoseThatJoinAndTakesThemFromThoseThatLeave() {
        // Given
        JavaProcess first = fleet.loader("a");
        feedAndAwaitCalls();
        // When
        JavaProcess second = fleet.loader("b");
        fleet.await("lanes shared", () -> lanes(first) > 0 && lanes(second) > 0);
        feedAndAwaitCalls();
        first.ask("leave");
        fleet.await(
                "lanes handed over", () -> lanes(second) == fleet.migrations().size());
        feedAndAwaitCalls();
        first.kill();
        JavaProcess third = fleet.loader("c");
        fleet.await("lanes shared again", () -> lanes(third) > 0);
        feedAndAwaitCalls();
        second.kill();
        fleet.awaitOutcomes();
        // Then
        assertThat(fleet.migrations())
                .as(fleet.landings())
                .allMatch(one -> one.landing(fleet.crm()).clean());
    }

    @Test
    void takesNoHarmFromAnOwnerThatWakesUp() {
        // Given
        fleet.migrations().forEach(one -> one.feed(90));
        JavaProcess sleeper = fleet.loader("a");
        fleet.await("all lanes", () -> lanes(sleeper) == fleet.migrations().size());
        fleet.awaitCalls(12);
        JavaProcess other = fleet.loader("b");
        sleeper.pause();
        // When
        fleet.await("lanes taken over", () -> lanes(other) == fleet.migrations().size());
        fleet.awaitOutcomes();
        sleeper.wake();
        fleet.await(
                "the woken one knows that others work",
                () -> lanes(sleeper) + lanes(other) == fleet.migrations().size());
        fleet.migrations().forEach(one -> one.feed(10));
        fleet.awaitOutcomes();
        // Then
        assertThat(fleet.migrations())
                .as(fleet.landings())
                .allMatch(one -> one.landing(fleet.crm()).clean());
    }

    private void feedAndAwaitCalls() {
        fleet.migrations().forEach(one -> one.feed(60));
        fleet.awaitCalls(20);
    }

    private static int lanes(JavaProcess loader) {
        return JsonMapper.shared().readTree(loader.ask("figures")).path("lanes").asInt(0);
    }
}
