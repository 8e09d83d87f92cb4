package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** The vendor's passing errors that a client should repeat, for {@code Fault.VendorError}, by the names here. */
public enum Transient {
    DEADLOCK(
            ErrorCode.SQL_ERROR,
            "Sql error: A database deadlock occurred (Error Number: 1205). Transaction was deadlocked on lock resources"
                    + " with another process and has been chosen as the deadlock victim."),
    SQL_TIMEOUT(ErrorCode.SQL_TIMEOUT, "Sql error: Execution Timeout Expired."),
    FRESH_TABLE(ErrorCode.SQL_ERROR, "Sql error: Could not find stored procedure (Error Number: 2812)."),
    CASCADE_CONCURRENT(
            ErrorCode.CASCADE_CONCURRENT, "Another cascade operation on the same record is already running.");

    private final ErrorCode code;
    private final String message;

    Transient(ErrorCode code, String message) {
        this.code = code;
        this.message = message;
    }

    static Transient named(String name) {
        return valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    Reply reply() {
        return Refusal.of(code, message).reply(false);
    }
}
