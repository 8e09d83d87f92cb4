package org.crmmigration.standalone;

import java.time.Duration;

/** Pauses between two looks at the platform. */
final class Waiting {

    private Waiting() {}

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.PAUSED, "Interrupted; the same command goes on where it was.", e);
        }
    }
}
