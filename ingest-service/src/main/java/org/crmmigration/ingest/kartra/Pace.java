package org.crmmigration.ingest.kartra;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps calls apart: by the account's rate, and before repeated ones by 1, 4 and 8 seconds. Not thread-safe. */
public final class Pace {

    private static final long[] BEFORE_REPEATED = {0, 1, 4, 8};

    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long next = Long.MIN_VALUE;

    /** Waits. */
    public interface Sleeper {
        /** Returns when the time is over. */
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * A pace.
     *
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Pace(LongSupplier nanos, Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    /** The machine's own clock. */
    public static Pace real() {
        return new Pace(System::nanoTime, Thread::sleep);
    }

    /** Returns when the next call may be made. */
    void before(double callsPerSecond, int attempt) {
        long now = nanos.getAsLong();
        long wait = Math.max(next == Long.MIN_VALUE ? 0 : next - now, BEFORE_REPEATED[attempt] * 1_000_000_000L);
        if (wait > 0) {
            try {
                sleeper.sleep(Duration.ofNanos(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KartraException("interrupted while waiting to ask Kartra", e);
            }
        }
        next = nanos.getAsLong() + (long) (1e9 / callsPerSecond);
    }
}
