package org.crmmigration.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A budget that is full again at midnight UTC. Once a call did not fit, nothing fits until then. Thread-safe. */
public final class DailyBudget {

    private final long limit;
    private final Clock clock;
    private LocalDate day;
    private long used;

    /** The state after asking. */
    public record Grant(boolean granted, long limit, long remaining, Duration reset) {}

    public DailyBudget(long limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public synchronized Grant spend(long cost) {
        startOfDay();
        boolean fits = used + cost <= limit;
        used = fits ? used + cost : limit;
        return new Grant(fits, limit, limit - used, untilMidnight());
    }

    public synchronized Grant peek() {
        startOfDay();
        return new Grant(used < limit, limit, limit - used, untilMidnight());
    }

    /** Says how much of today's budget is gone, for tests that begin near the end of it. */
    public synchronized void setUsed(long tokens) {
        startOfDay();
        used = Math.clamp(tokens, 0, limit);
    }

    private void startOfDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            used = 0;
        }
    }

    private Duration untilMidnight() {
        return Duration.between(
                clock.instant(), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
