package org.crmmigration.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.junit.jupiter.api.Test;

class LaneMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LaneMetrics metrics = new LaneMetrics(registry);

    @Test
    void showsFiguresAndForgetsLanesThatAreGone() {
        // When
        metrics.show(List.of(lane("acme", 7)));
        double shown = registry.get("crm.loader.in.flight")
                .tag("migration", "acme")
                .gauge()
                .value();
        metrics.show(List.of(lane("other", 3)));
        // Then
        assertThat(shown).isEqualTo(7);
        assertThat(registry.find("crm.loader.in.flight")
                        .tag("migration", "acme")
                        .gauge())
                .isNull();
    }

    private static LaneState lane(String migration, double inFlight) {
        return new LaneState(
                migration,
                "pipedrive",
                LaneReason.NONE,
                null,
                "running",
                null,
                null,
                Map.of("inFlight", inFlight),
                List.of(),
                List.of());
    }
}
