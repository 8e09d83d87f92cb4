package org.crmmigration.loader;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.crmmigration.loader.engine.LaneState;

/**
 * The lanes' figures as gauges {@code crm.loader.*} with tags migration and destination. Rows are replaced as a whole, so
 * that a lane that is gone leaves none behind.
 */
final class LaneMetrics {

    private static final Map<String, String> GAUGES = Map.of(
            "calls", "API calls since the lane opened",
            "cost", "what they cost, in the vendor's currency",
            "outcomes", "commands with an outcome since the lane opened",
            "throttled", "calls the CRM refused for their rate since the process started",
            "inFlight", "commands under way",
            "queued", "commands read and not begun",
            "inDoubt", "creates with an unknown effect",
            "budgetLimit", "spendable a day, the reserve deducted",
            "budgetUsed", "spent today as far as known");

    private final Map<String, MultiGauge> gauges;

    LaneMetrics(MeterRegistry registry) {
        gauges = GAUGES.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        gauge -> MultiGauge.builder("crm.loader." + dotted(gauge.getKey()))
                                .description(gauge.getValue())
                                .register(registry)));
    }

    /** Shows these lanes and no others. */
    void show(List<LaneState> lanes) {
        gauges.forEach((figure, gauge) -> gauge.register(
                lanes.stream()
                        .filter(lane -> lane.figures().containsKey(figure))
                        .map(lane -> MultiGauge.Row.of(
                                Tags.of("migration", lane.migration(), "destination", lane.destination()),
                                lane.figures().getOrDefault(figure, 0.0)))
                        .collect(Collectors.toUnmodifiableList()),
                true));
    }

    private static String dotted(String camel) {
        return camel.replaceAll("([A-Z])", ".$1").toLowerCase(Locale.ROOT);
    }
}
