package org.crmmigration.loader.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later; a parameter so that tests need no time. */
@FunctionalInterface
public interface Timer {

    /** Runs the task at the time or soon after. */
    void at(Instant time, Runnable task);

    /** A timer on an executor. */
    static Timer on(ScheduledExecutorService executor, Clock clock) {
        return (time, task) -> {
            long micros = Math.max(0, Duration.between(clock.instant(), time).toNanos() / 1000 + 1);
            var _ = executor.schedule(task, micros, TimeUnit.MICROSECONDS);
        };
    }
}
