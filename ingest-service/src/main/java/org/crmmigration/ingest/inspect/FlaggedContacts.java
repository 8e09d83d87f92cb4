package org.crmmigration.ingest.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;

/** The contacts of an export that carry a flag. */
public final class FlaggedContacts {

    private FlaggedContacts() {}

    /** Writes source keys and flags as CSV. */
    public static void csv(Staging staging, long export, Appendable out) {
        try (Sql sql = staging.rows()) {
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord("source_key", "flags");
            sql.each(
                    "select key, flags from flagged where export = ? order by key",
                    row -> print(printer, row.text(1), row.text(2)),
                    export);
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(CSVPrinter printer, String key, String flags) {
        try {
            printer.printRecord(key, flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
