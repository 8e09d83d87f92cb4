package org.crmmigration.reconcile.web;

import java.time.Duration;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.life.Refusal.Kind;
import org.crmmigration.reconcile.life.Register;

/** Finds what a request is about, or says why it cannot. */
final class Desk {

    private final Register register;
    private final LedgerReader ledgers;
    private final Duration patience;

    Desk(Register register, LedgerReader ledgers, Duration patience) {
        this.register = register;
        this.ledgers = ledgers;
        this.patience = patience;
    }

    /** Waits a moment until the migration is this instance's to look after. */
    void own(String migration) {
        if (!register.awaitOwned(migration, patience)) {
            throw new Refusal(
                    Kind.NOT_READY,
                    "this instance does not look after migration " + migration
                            + " (yet); ask again in a moment, or another instance");
        }
    }

    MigrationView view(String migration) {
        own(migration);
        return register.find(migration)
                .orElseThrow(
                        () -> new Refusal(Kind.NOT_FOUND, "there is no migration " + migration + "; create it first"));
    }

    OpenLedger ledger(String migration) {
        return ledgers.ledger(migration)
                .orElseThrow(() -> new Refusal(
                        Kind.NOT_READY, "the ledger of " + migration + " is being opened; ask again in a moment"));
    }
}
