package org.crmmigration.sandbox.pipedrive;

/**
 * What a plan allows. Source: Pipedrive's pages on rate limiting (2026-09-17) and usage limits (2025-11-04).
 */
public enum Plan {
    LITE(1, 20, 30, 2_500),
    GROWTH(2, 40, 100, 5_000),
    PREMIUM(5, 100, 300, 15_000),
    ULTIMATE(7, 120, 500, 20_000);

    private static final long TOKENS_PER_SEAT = 30_000;
    private static final long MOST_DEALS = 300_000;

    private final int multiplier;
    private final int burst;
    private final int customFields;
    private final int dealsPerSeat;

    Plan(int multiplier, int burst, int customFields, int dealsPerSeat) {
        this.multiplier = multiplier;
        this.burst = burst;
        this.customFields = customFields;
        this.dealsPerSeat = dealsPerSeat;
    }

    /** Tokens a day for the whole company. */
    public long dailyTokens(int seats) {
        return TOKENS_PER_SEAT * multiplier * seats;
    }

    /** Requests in two seconds for one API token. */
    public int burst() {
        return burst;
    }

    /** Custom fields of all kinds together. */
    public int customFields() {
        return customFields;
    }

    /** Deals and leads that are neither archived nor deleted. */
    public long deals(int seats) {
        return Math.min(MOST_DEALS, (long) dealsPerSeat * seats);
    }

    boolean allowsRecurringProducts() {
        return this != LITE;
    }

    boolean hasVisibilityGroups() {
        return this == PREMIUM || this == ULTIMATE;
    }
}
