package org.crmmigration.reconcile.ledger;

/** A ledger file could not be read or written. The file is a projection: deleting it and reading again is safe. */
public final class LedgerFailure extends RuntimeException {
    LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
