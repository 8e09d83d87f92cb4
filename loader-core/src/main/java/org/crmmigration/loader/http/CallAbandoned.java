package org.crmmigration.loader.http;

/** The lane is closing: whatever was going on is given up, and nothing is to be written about it. */
public final class CallAbandoned extends RuntimeException {
    /** Without a stack trace: it is no failure. */
    public CallAbandoned() {
        super("the lane is closing", null, false, false);
    }
}
