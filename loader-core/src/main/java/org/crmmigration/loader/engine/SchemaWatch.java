package org.crmmigration.loader.engine;

import java.util.Optional;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.messaging.ledger.DestinationSchema;

/**
 * Keeps what a lane knows of its account's schema fresh, and says on the ledger what the account looks like whenever it was
 * read. Asked by the lane's thread; anybody may ask for a new reading.
 */
final class SchemaWatch {

    private final CrmClient client;
    private final LaneLedger ledger;
    private final LaneHold hold;
    private final References references;
    private volatile boolean stale = true;

    SchemaWatch(CrmClient client, LaneLedger ledger, LaneHold hold, References references) {
        this.client = client;
        this.ledger = ledger;
        this.hold = hold;
        this.references = references;
    }

    /** What is known may be wrong by now: it is read again before the next call, or when the lane rests. */
    void outdated() {
        stale = true;
    }

    /** Reads the schema unless what is known is fresh; waits as long as the CRM cannot be used. */
    void ensureFresh() {
        if (!stale) {
            return;
        }
        stale = false;
        Optional<DestinationSchema> described = new Calls(hold).stubbornly(() -> {
            client.refreshSchema();
            return client.describe();
        });
        references.forget();
        described.ifPresent(ledger::describe);
    }
}
