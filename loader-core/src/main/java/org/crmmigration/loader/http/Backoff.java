package org.crmmigration.loader.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between repetitions, each shortened by chance so that many do not come back at once.
 *
 * @param first the first pause at most
 * @param longest no pause is longer
 * @param random chance
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    /** The pause after so many failures in a row, from 1: between half of and all of the doubled pause. */
    public Duration pause(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures, 30) - 1.0);
        double limit = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(limit * (0.5 + random.nextDouble() / 2)));
    }
}
