package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.stage.Payloads;

/**
 * Where all rows of one contact stand, in the order in which they were read; a worker reads them.
 *
 * @param conflict 0 for none, 1 when the id has several addresses, 2 when the address has several ids
 */
record ContactRows(long identity, String sourceKey, long conflict, List<Place> places) {

    /** Where one row stands. */
    record Place(FileView file, long line, long digest, Payloads.Place cells) {}

    /** The rows, in a list of the caller's. */
    List<StagedRow> rows() {
        List<StagedRow> rows = new ArrayList<>(places.size());
        for (Place place : places) {
            rows.add(StagedRow.of(
                    place.file(), place.line(), place.digest(), place.file().cells(place.cells())));
        }
        return rows;
    }
}
