package org.crmmigration.sandbox;

import java.util.Random;

/** What watches and disturbs the calls of one sandbox. */
public record Instruments(Faults faults, Counters counters, RequestLog log, Observer observer) {

    private static final int LOGGED_REQUESTS = 1_000;

    /**
     * Fresh ones.
     *
     * @param seed of the faults' dice
     */
    public static Instruments of(long seed, Observer observer) {
        return new Instruments(new Faults(new Random(seed)), new Counters(), new RequestLog(LOGGED_REQUESTS), observer);
    }

    /** No faults, nothing counted, nothing logged. */
    public void reset() {
        faults.clear();
        counters.reset();
        log.clear();
    }

    /** Sees every call before anything is decided about it. */
    @FunctionalInterface
    public interface Observer {

        /** Sees nothing. */
        Observer NONE = call -> {};

        void received(Call call);
    }
}
