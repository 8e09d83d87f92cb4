package org.crmmigration.loader.ledger;

/** The bucket's ledger can no longer be written: another instance owns it, or Kafka did not take a transaction. */
public final class LedgerLost extends RuntimeException {
    /** With the reason. */
    public LedgerLost(String message, Throwable cause) {
        super(message, cause);
    }
}
