package org.crmmigration.loader.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.jspecify.annotations.Nullable;

/**
 * Whether a lane moves, why not, and its figures.
 *
 * @param until when it may move again, null when nobody knows
 * @param explanation one sentence for people
 * @param run the run it works on
 * @param phase the phase of that run
 * @param figures calls, cost, throttled, ratePerSecond, inFlight, queued, budgetLimit, budgetUsed, budgetRemaining,
 *     callsPerSecond (permitted), objectsPerCall, objectsPerReadBack
 * @param inDoubt keys of objects whose last call had an unknown effect, a hundred at most
 * @param findings what a look at the account found before anything was written
 */
public record LaneState(
        String migration,
        String destination,
        LaneReason reason,
        @Nullable Instant until,
        String explanation,
        @Nullable String run,
        @Nullable Integer phase,
        Map<String, Double> figures,
        List<String> inDoubt,
        List<Finding> findings) {}
