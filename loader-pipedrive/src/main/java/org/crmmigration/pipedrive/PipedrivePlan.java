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
 * What a plan grants: tokens a day for each seat, calls in two seconds for one API token, custom fields of a company, open
 * leads and deals for each seat. The vendor gives no window for the plans sold before; those take the nearest lower one of
 * today's. Sources: Pipedrive's pages on rate limiting (2026-09-17) and on usage limits (2025-11-04).
 */
enum PipedrivePlan {
    LITE(1, 20, 30, 2_500),
    GROWTH(2, 40, 100, 5_000),
    PREMIUM(5, 100, 300, 15_000),
    ULTIMATE(7, 120, 500, 20_000),
    ESSENTIAL(1, 20, 30, 2_000),
    ADVANCED(2, 20, 100, 4_000),
    PROFESSIONAL(3, 40, 300, 10_000),
    POWER(5, 100, 500, 15_000),
    ENTERPRISE(7, 120, Bounds.NONE, Bounds.NONE),
    /** A server without limits of its own, such as a sandbox that has them switched off. */
    NONE(0, 0, Bounds.NONE, Bounds.NONE);

    private static final double TOKENS_PER_SEAT = 30_000;
    private static final int SEARCHES = 10;
    private static final int UNLIMITED_PARALLELISM = 32;
    private static final Duration SPAN = Duration.ofSeconds(2);

    private static final long MOST_DEALS = 300_000;

    private final int multiplier;
    private final int burst;
    private final int customFields;
    private final int dealsPerSeat;

    PipedrivePlan(int multiplier, int burst, int customFields, int dealsPerSeat) {
        this.multiplier = multiplier;
        this.burst = burst;
        this.customFields = customFields;
        this.dealsPerSeat = dealsPerSeat;
    }

    /** Custom fields a company may have, of all kinds together; null without a bound. */
    @Nullable
    Long customFields() {
        return customFields == Bounds.NONE ? null : (long) customFields;
    }

    /** Leads and deals a company may have that are not archived; null without a bound. */
    @Nullable
    Long deals(int seats) {
        return dealsPerSeat == Bounds.NONE ? null : Math.min(MOST_DEALS, (long) dealsPerSeat * seats);
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

    /** Constants an enum's constructors may use. */
    private static final class Bounds {
        private static final int NONE = Integer.MAX_VALUE;

        private Bounds() {}
    }
}
