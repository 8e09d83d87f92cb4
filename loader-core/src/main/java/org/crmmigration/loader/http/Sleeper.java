package org.crmmigration.loader.http;

import java.time.Duration;

/** Waits; a parameter so that tests need no time. */
@FunctionalInterface
public interface Sleeper {

    /** Waits for real, on the calling virtual thread. */
    Sleeper REAL = Thread::sleep;

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits; when interrupted, gives the work up.
     *
     * @throws CallAbandoned with the thread's interrupt restored
     */
    default void pause(Duration duration) {
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
