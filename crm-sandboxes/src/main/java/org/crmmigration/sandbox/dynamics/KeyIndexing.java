package org.crmmigration.sandbox.dynamics;

import java.util.Objects;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey.Status;
import org.crmmigration.sandbox.dynamics.metadata.KeyJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;

/** Builds the indexes of alternate keys in the background, that is: a step with every look at their status. */
final class KeyIndexing {

    private final Environment environment;

    KeyIndexing(Environment environment) {
        this.environment = environment;
    }

    /** Another look at the keys of a table. */
    void poll(Transaction tx, TableDefinition table) {
        for (AlternateKey key : table.keys()) {
            switch (key.status()) {
                case PENDING, IN_PROGRESS -> advance(tx, key);
                case ACTIVE, FAILED -> {}
            }
        }
    }

    void save(Transaction tx, AlternateKey key) {
        tx.put(MetadataRows.KEY, key.id().toString(), KeyJson.write(key));
    }

    /** The status of a new or reactivated key whose index takes so many looks. */
    AlternateKey started(AlternateKey key, int polls) {
        return polls > 0 ? key.with(Status.PENDING, polls) : finished(key);
    }

    private void advance(Transaction tx, AlternateKey key) {
        save(tx, key.pollsLeft() > 1 ? key.with(Status.IN_PROGRESS, key.pollsLeft() - 1) : finished(key));
    }

    private AlternateKey finished(AlternateKey key) {
        RowTable rows = environment.store().table(key.table());
        environment.index(key);
        boolean twins =
                Objects.requireNonNull(rows.index(Environment.keyIndex(key))).hasTwins();
        return key.with(twins ? Status.FAILED : Status.ACTIVE, 0);
    }
}
