package org.crmmigration.sandbox.dynamics.odata;

/** A URL part that cannot be understood. */
public final class ODataSyntax extends RuntimeException {

    public ODataSyntax(String message) {
        super(message, null, false, false);
    }
}
