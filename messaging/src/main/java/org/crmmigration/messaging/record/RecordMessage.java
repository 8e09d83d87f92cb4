package org.crmmigration.messaging.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What stands on {@code crm.<slug>.records}: generations, each an {@link ExportBegan}, the migration's whole content as
 * {@link SourceRecord}s section by section in the order of {@link Kind}, then {@link ExportCompleted}.
 */
public sealed interface RecordMessage {

    /** The export, for example {@code export-1}. */
    String export();

    /** Opens a generation, counted from 1. */
    record ExportBegan(String export, int generation, Instant at) implements RecordMessage {}

    /**
     * One normalised Kartra object as it stands after this export.
     *
     * @param sequence its place in the generation, from 0, without gaps
     * @param sourceKey stable over exports, for example {@code contact:4711}; no personal data
     * @param contentHash keyed hash of fields and references; equal hashes mean nothing changed
     * @param createdAt the source's creation date, when it has one
     * @param fields canonical name to normalised value; custom fields as {@code custom.<identifier>}
     * @param references role to source key, for example {@code contact -> contact:4711}
     * @param raw canonical name to the cell as it stood in the file, where normalising changed it
     * @param flags for example {@code suppressed.gdpr}, {@code suspect.duplicate}
     * @param rows every physical row this record was made of
     */
    record SourceRecord(
            String export,
            long sequence,
            Kind kind,
            String sourceKey,
            String contentHash,
            Change change,
            @Nullable Instant createdAt,
            Map<String, Value> fields,
            Map<String, String> references,
            Map<String, String> raw,
            List<String> flags,
            List<Row> rows)
            implements RecordMessage {}

    /** A physical row of a file as handed in, counted from 1. */
    record Row(String file, long row) {}

    /** How a record compares with the generation before. */
    enum Change {
        NEW,
        CHANGED,
        IDENTICAL,
        VANISHED
    }

    /**
     * Closes a generation.
     *
     * @param recordsByKind how many records were published, by {@link Kind#word()}
     * @param checksum of source keys and content hashes in their order
     */
    record ExportCompleted(
            String export,
            int generation,
            Map<String, Long> recordsByKind,
            String checksum,
            List<FileAccount> files,
            Map<String, Long> findingsBySeverity,
            Instant at)
            implements RecordMessage {}

    /** What became of every physical row of one file. */
    record FileAccount(
            String file,
            String kind,
            String sha256,
            long bytes,
            String encoding,
            String delimiter,
            long physicalRows,
            long headerRows,
            long blankRows,
            long recordRows,
            long mergedRows,
            long repeatedRows,
            long rejectedRows,
            long excludedRows) {

        /** Whether every physical row has exactly one state. */
        public boolean balanced() {
            return physicalRows
                    == headerRows + blankRows + recordRows + mergedRows + repeatedRows + rejectedRows + excludedRows;
        }
    }
}
