package org.crmmigration.loader.budget;

import java.time.Duration;
import java.util.Arrays;

/**
 * How late calls are, compared with the usual ones: what a call takes longer than nine of ten others it may have spent
 * on its way to the server. As long as too few are known, longer than the quickest one is late already, for a cold start
 * is slow in no regular way. Not thread-safe.
 */
final class Latencies {

    private static final int KNOWN = 1_000;
    private static final int RECENT = 100;
    private static final int ENOUGH = 300;
    private static final int LOOK = 50;

    private final long[] nanos = new long[KNOWN];
    private long seen;
    private long quickest = Long.MAX_VALUE;
    private long usual = Long.MAX_VALUE;

    /** Takes a call's latency in and says how late the call was. */
    Duration late(Duration latency) {
        long took = latency.toNanos();
        nanos[(int) (seen++ % KNOWN)] = took;
        quickest = Math.min(quickest, took);
        if (seen % LOOK == 0) {
            usual = Math.min(ninth(KNOWN), ninth(RECENT));
        }
        return Duration.ofNanos(Math.max(0, took - (seen < ENOUGH ? quickest : usual)));
    }

    /** What nine of ten of the last so many took at most. */
    private long ninth(int last) {
        int count = (int) Math.min(last, Math.min(seen, KNOWN));
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = nanos[(int) ((seen - 1 - i) % KNOWN)];
        }
        Arrays.sort(sorted);
        return sorted[count * 9 / 10];
    }
}
