package org.crmmigration.reconcile.ledger;

/** Hears, on the reading thread, which ledger has new numbers or has caught up. Must not block. */
@FunctionalInterface
public interface LedgerListener {

    /** The migration's ledger moved. */
    void moved(String migration);
}
