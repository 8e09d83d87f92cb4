package org.crmmigration.sandbox.dynamics;

import java.time.Duration;

/**
 * Service protection and entitlement. Source: "Service protection API limits", Dataverse developer guide; "Requests
 * limits and allocations", Power Platform admin guide.
 *
 * @param enforced whether the three service protection limits refuse anything; they are counted in any case
 * @param servers web servers behind the environment, each with its own counters for each user
 * @param requests most requests of a user to a server in a window
 * @param executionTime most work of a server for a user in a window
 * @param concurrent most requests of a user in work on a server
 * @param window length of the sliding window
 * @param hint {@code x-ms-dop-hint}: parallel requests the vendor recommends
 * @param affinityCookie whether answers set {@code ARRAffinity}; a client that returns it stays on one server
 * @param penaltyStep by how much {@code Retry-After} grows with every request that comes while it runs
 * @param daily requests a day the licences allow, rows counted one by one
 * @param dailyEnforced whether the daily number refuses anything; the vendor has not begun to
 */
public record LimitSettings(
        boolean enforced,
        int servers,
        int requests,
        Duration executionTime,
        int concurrent,
        Duration window,
        int hint,
        boolean affinityCookie,
        Duration penaltyStep,
        long daily,
        boolean dailyEnforced) {

    public LimitSettings {
        if (servers < 1) {
            throw new IllegalArgumentException("an environment has at least one web server");
        }
    }

    /** The documented limits, one web server, a hint of 5 as developer environments have, 500,000 requests a day. */
    public static LimitSettings vendor() {
        return new LimitSettings(
                true,
                1,
                6000,
                Duration.ofMinutes(20),
                52,
                Duration.ofMinutes(5),
                5,
                true,
                Duration.ofSeconds(1),
                500_000,
                false);
    }

    /** The documented numbers, counted but not enforced. */
    public static LimitSettings off() {
        return vendor().withEnforced(false);
    }

    public LimitSettings withEnforced(boolean value) {
        return new LimitSettings(
                value,
                servers,
                requests,
                executionTime,
                concurrent,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withServers(int number) {
        return new LimitSettings(
                enforced,
                number,
                requests,
                executionTime,
                concurrent,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withRequests(int number) {
        return new LimitSettings(
                enforced,
                servers,
                number,
                executionTime,
                concurrent,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withExecutionTime(Duration most) {
        return new LimitSettings(
                enforced,
                servers,
                requests,
                most,
                concurrent,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withConcurrent(int number) {
        return new LimitSettings(
                enforced,
                servers,
                requests,
                executionTime,
                number,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withHint(int number) {
        return new LimitSettings(
                enforced,
                servers,
                requests,
                executionTime,
                concurrent,
                window,
                number,
                affinityCookie,
                penaltyStep,
                daily,
                dailyEnforced);
    }

    public LimitSettings withDaily(long number, boolean refuse) {
        return new LimitSettings(
                enforced,
                servers,
                requests,
                executionTime,
                concurrent,
                window,
                hint,
                affinityCookie,
                penaltyStep,
                number,
                refuse);
    }
}
