package org.crmmigration.pipedrive;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * An id below which nothing made from now on can lie. Ids ascend, so it is asked of the account once and then follows the
 * ids of our own creates; a margin covers ids handed out in another order than they become visible.
 */
final class Floor {

    private static final long UNKNOWN = -1;
    private static final long MARGIN = 500;

    private final LongSupplier newest;
    private final AtomicLong highest = new AtomicLong(UNKNOWN);

    Floor(LongSupplier newest) {
        this.newest = newest;
    }

    void passed(long id) {
        highest.accumulateAndGet(id, Math::max);
    }

    String get() {
        long known = highest.get();
        if (known == UNKNOWN) {
            known = highest.accumulateAndGet(newest.getAsLong(), Math::max);
        }
        return Long.toString(Math.max(0, known - MARGIN));
    }
}
