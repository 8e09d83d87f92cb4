package org.crmmigration.sandbox.dynamics;

import java.time.Duration;
import java.util.function.Consumer;

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
        return change(draft -> draft.enforced = value);
    }

    public LimitSettings withServers(int number) {
        return change(draft -> draft.servers = number);
    }

    public LimitSettings withRequests(int number) {
        return change(draft -> draft.requests = number);
    }

    public LimitSettings withExecutionTime(Duration most) {
        return change(draft -> draft.executionTime = most);
    }

    public LimitSettings withConcurrent(int number) {
        return change(draft -> draft.concurrent = number);
    }

    public LimitSettings withHint(int number) {
        return change(draft -> draft.hint = number);
    }

    public LimitSettings withDaily(long number, boolean refuse) {
        return change(draft -> {
            draft.daily = number;
            draft.dailyEnforced = refuse;
        });
    }

    private LimitSettings change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings while they are changed. */
    private static final class Draft {
        private boolean enforced;
        private int servers;
        private int requests;
        private Duration executionTime;
        private int concurrent;
        private Duration window;
        private int hint;
        private boolean affinityCookie;
        private Duration penaltyStep;
        private long daily;
        private boolean dailyEnforced;

        Draft(LimitSettings from) {
            enforced = from.enforced;
            servers = from.servers;
            requests = from.requests;
            executionTime = from.executionTime;
            concurrent = from.concurrent;
            window = from.window;
            hint = from.hint;
            affinityCookie = from.affinityCookie;
            penaltyStep = from.penaltyStep;
            daily = from.daily;
            dailyEnforced = from.dailyEnforced;
        }

        LimitSettings settings() {
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
                    daily,
                    dailyEnforced);
        }
    }
}
