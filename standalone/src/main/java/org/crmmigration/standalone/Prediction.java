package org.crmmigration.standalone;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** When a run ends, in words. */
final class Prediction {

    private Prediction() {}

    /** Empty when nothing is predicted. */
    static String words(JsonNode forecast, Instant now) {
        if (!forecast.path("p50").isString()) {
            return "";
        }
        return "  ends in %s, 9 times of 10 within %s"
                .formatted(until(forecast, "p50", now), until(forecast, "p90", now));
    }

    private static String until(JsonNode forecast, String which, Instant now) {
        Duration left = Duration.between(now, Instant.parse(forecast.path(which).asString()));
        return Progress.words(left.isNegative() ? Duration.ZERO : left);
    }
}
