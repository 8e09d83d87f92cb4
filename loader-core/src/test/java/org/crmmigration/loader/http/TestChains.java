package org.crmmigration.loader.http;

import java.time.Clock;

/** Parts of the chain for tests of other packages. */
public final class TestChains {

    private TestChains() {}

    /** The start window alone, before a transport. */
    public static ApiTransport startWindow(ApiTransport next, Clock clock) {
        return new StartWindow(next, clock);
    }
}
