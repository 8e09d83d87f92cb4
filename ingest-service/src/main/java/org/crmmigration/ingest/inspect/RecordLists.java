package org.crmmigration.ingest.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;

/** Source keys of records of an export, as CSV; no value of the data. */
public final class RecordLists {

    private RecordLists() {}

    /** Contacts that carry a flag, with their flags. */
    public static void flagged(Staging staging, long export, Appendable out) {
        csv(staging, "flags", "select key, flags from flagged where export = ? order by key", export, out);
    }

    /** Records that are others than in the export before, with the fields in which they are. */
    public static void changed(Staging staging, long export, Appendable out) {
        csv(staging, "fields", "select key, fields from changed where export = ? order by key", export, out);
    }

    private static void csv(Staging staging, String what, String query, long export, Appendable out) {
        try (Sql sql = staging.rows()) {
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord("source_key", what);
            sql.each(query, row -> print(printer, row.text(1), row.text(2)), export);
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(CSVPrinter printer, String key, String words) {
        try {
            printer.printRecord(key, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
