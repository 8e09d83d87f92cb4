package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;

/** Until when the server wants no calls; the longest it ever said holds. Not thread-safe. */
final class Stops {

    private static final Duration FIRST_BLOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST_BLOCK = Duration.ofHours(2);

    private @Nullable Hold hold;
    private int blocks;

    /** The stop that holds now. */
    @Nullable
    Hold current(Instant now) {
        return hold != null && hold.until().isAfter(now) ? hold : null;
    }

    boolean holding(Instant now) {
        return current(now) != null;
    }

    /** The earliest time at which a call may go. */
    Instant earliest(Instant now) {
        Hold current = current(now);
        return current == null ? now : current.until();
    }

    void until(Scope why, Instant until) {
        if (hold == null || until.isAfter(hold.until())) {
            hold = new Hold(why, until);
        }
    }

    /** Blocked by the vendor's edge: 5 minutes, then twice as long each time, at most 2 hours unless the server says more. */
    void blocked(@Nullable Duration said, Instant now) {
        if (holding(now)) {
            return;
        }
        Duration grown = FIRST_BLOCK.multipliedBy(1L << Math.min(blocks++, 10));
        Duration capped = grown.compareTo(LONGEST_BLOCK) < 0 ? grown : LONGEST_BLOCK;
        until(Scope.BLOCKED, now.plus(said != null && said.compareTo(capped) > 0 ? said : capped));
    }

    /** The server itself answered: the edge lets calls through again. */
    void passed() {
        blocks = 0;
    }
}
