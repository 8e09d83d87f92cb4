package org.crmmigration.sandbox.pipedrive;

import java.time.Duration;

/**
 * Which limits are in force.
 *
 * @param burst the rolling windows of two seconds, by plan and for searches
 * @param daily the daily token budget
 * @param blockAfter refused calls within ten seconds after which the edge answers 403 with a web page; 0 never does
 * @param blockFor how long it does so; the vendor does not say
 * @param legacyDailyHeader send {@code x-daily-requests-left}, the header of the 2019 rule of 10,000 POST and PUT a day
 */
public record LimitSettings(
        boolean burst, boolean daily, int blockAfter, Duration blockFor, boolean legacyDailyHeader) {

    /** All limits as the vendor has them; the edge blocks after 100 refused calls for 30 seconds. */
    public static LimitSettings vendor() {
        return new LimitSettings(true, true, 100, Duration.ofSeconds(30), false);
    }

    /** No limits. */
    public static LimitSettings off() {
        return new LimitSettings(false, false, 0, Duration.ZERO, false);
    }

    public LimitSettings withBlockAfter(int refusals) {
        return new LimitSettings(burst, daily, refusals, blockFor, legacyDailyHeader);
    }
}
