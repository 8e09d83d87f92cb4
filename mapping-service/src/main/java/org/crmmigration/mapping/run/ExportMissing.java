package org.crmmigration.mapping.run;

/** The records topic does not hold a whole export of that name: it was never published, or not to its end yet. */
public final class ExportMissing extends RuntimeException {
    ExportMissing(String migration, String export) {
        super("the records topic of migration " + migration + " does not hold the whole of " + export);
    }
}
