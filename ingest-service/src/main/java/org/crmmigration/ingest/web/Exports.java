package org.crmmigration.ingest.web;

import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.IngestSettings;
import org.crmmigration.ingest.engine.IngestEngine;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;

/** Finds what requests name. */
public final class Exports {

    private final IngestEngine engine;
    private final IngestSettings settings;

    /** Finds what this instance's engine knows. */
    public Exports(IngestEngine engine, IngestSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** The directory of a migration. */
    Staging staging(String migration) {
        return engine.staging(owned(migration).migration());
    }

    /** An export of a migration. */
    Export export(String migration, String id) {
        return new ExportTable(staging(migration))
                .find(id)
                .orElseThrow(() -> new IngestErrors.NotFound("the migration " + migration + " has no export " + id));
    }

    /** A migration of this instance; waits a while for one that it does not know yet. */
    MigrationDefined owned(String migration) {
        try {
            return engine.await(migration, settings.awaitMigration())
                    .orElseThrow(() -> new IngestErrors.NotFound("the migration " + migration
                            + " is not known here; create it first, or ask the instance that owns it"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException("the service is stopping", e);
        }
    }
}
