package org.crmmigration.sandbox;

import java.time.Duration;

/** How injected latency passes; tests hand in one that only notes the duration. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Sleeper real() {
        return Thread::sleep;
    }
}
