package org.crmmigration.messaging.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until a test moves it. */
final class MovableClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
