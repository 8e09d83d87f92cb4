package org.crmmigration.pipedrive;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.AccountLimits.Daily;
import org.crmmigration.loader.port.AccountLimits.Window;
import org.crmmigration.pipedrive.api.TokenCosts;
import org.jspecify.annotations.Nullable;

/**
 * What a plan grants: tokens a day for each seat and calls in two seconds for one API token. The vendor gives no window for
 * the plans sold before; those take the nearest lower one of today's. Source: Pipedrive's page on rate limiting
 * (2026-09-17).
 */
enum PipedrivePlan {
    LITE(1, 20),
    GROWTH(2, 40),
    PREMIUM(5, 100),
    ULTIMATE(7, 120),
    ESSENTIAL(1, 20),
    ADVANCED(2, 20),
    PROFESSIONAL(3, 40),
    POWER(5, 100),
    ENTERPRISE(7, 120),
    /** A server without limits of its own, such as a sandbox that has them switched off. */
    NONE(0, 0);

    private static final double TOKENS_PER_SEAT = 30_000;
    private static final int SEARCHES = 10;
    private static final int UNLIMITED_PARALLELISM = 32;
    private static final Duration SPAN = Duration.ofSeconds(2);

    private final int multiplier;
    private final int burst;

    PipedrivePlan(int multiplier, int burst) {
        this.multiplier = multiplier;
        this.burst = burst;
    }

    /** The plan of this name; an unknown one counts as the smallest until the server says otherwise. */
    static PipedrivePlan named(@Nullable String name) {
        for (PipedrivePlan plan : values()) {
            if (name != null && plan.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
                return plan;
            }
        }
        return LITE;
    }

    /** As many at once as the plan allows in one second: what answers within that keeps the window full. */
    int parallelism() {
        return this == NONE ? UNLIMITED_PARALLELISM : burst / 2;
    }

    AccountLimits limits(int seats) {
        if (this == NONE) {
            return new AccountLimits(List.of(), null, parallelism());
        }
        // Midnight in the server's zone, which the vendor does not name; headers correct what this gets wrong.
        Daily daily = new Daily(TOKENS_PER_SEAT * multiplier * seats, ZoneOffset.UTC);
        List<Window> windows =
                List.of(new Window(TokenCosts.BURST, burst, SPAN), new Window(TokenCosts.SEARCH, SEARCHES, SPAN));
        return new AccountLimits(windows, daily, parallelism());
    }
}
