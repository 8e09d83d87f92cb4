package org.crmmigration.reconcile.lag;

import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param objects objects commanded so far
 * @param done objects with an outcome
 * @param ratePerSecond outcomes a second, smoothed over about a minute
 * @param etaSeconds until the commands known so far are done; null when nothing can be said
 */
public record Progress(
        long objects,
        long done,
        double ratePerSecond,
        @Nullable Long etaSeconds) {

    /** Objects without an outcome. */
    public long remaining() {
        return objects - done;
    }
}
