package org.crmmigration.ingest.engine;

import org.crmmigration.ingest.stage.Export;

/** Hears how far an export is; called often. */
public interface Reporter {

    /**
     * How far an export is.
     *
     * @param urgent whether everybody should know at once, because the state changed
     */
    void at(Export export, Export.State state, long rowsRead, long published, String message, boolean urgent);
}
