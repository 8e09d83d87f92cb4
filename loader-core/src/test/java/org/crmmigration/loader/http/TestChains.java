package org.crmmigration.loader.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Parts of the chain for tests of other packages. */
public final class TestChains {

    private TestChains() {}

    /** The start window alone, before a transport. */
    public static ApiTransport startWindow(ApiTransport next, Clock clock) {
        return new StartWindow(next, clock);
    }

    /** The same without a limit: leave is taken once and never runs out. */
    public static ApiTransport noStartWindow(ApiTransport next) {
        return new StartWindow(next, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
}
