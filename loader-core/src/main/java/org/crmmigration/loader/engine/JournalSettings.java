package org.crmmigration.loader.engine;

import java.time.Duration;

/**
 * The times exactly-once rests on.
 *
 * @param startWindow how long after its intent was written a call may start
 * @param callTimeout hard time-out of one call
 * @param settle how long after a call has certainly ended the CRM may still be carrying it out
 * @param attempts how often a create without effect is tried before it is parked
 */
public record JournalSettings(Duration startWindow, Duration callTimeout, Duration settle, int attempts) {

    /** From an intent until its call has certainly ended on our side. */
    Duration callEnds() {
        return startWindow.plus(callTimeout);
    }
}
