package org.crmmigration.ingest.stage;

import java.nio.file.Path;
import java.time.Instant;
import org.crmmigration.ingest.file.InputFile;

/**
 * A file of an export, registered for reading.
 *
 * @param id ascending in the order in which exports were handed in and files were exported
 * @param export the sequence number of its export
 * @param exportedAt when Kartra wrote it, from its name, else its time of change
 */
public record StagedFile(long id, long export, InputFile input, State state, Instant exportedAt) {

    /** How far a file is. */
    public enum State {
        /** Not read yet, or not to its end. */
        WAITING,
        /** Its rows are staged. */
        STAGED,
        /** It was rejected as a whole. */
        REJECTED,
        /** It was handed in before. */
        REPEATED
    }

    static StagedFile of(Sql.Rows row) {
        String entry = row.text(5);
        return new StagedFile(
                row.number(1),
                row.number(2),
                new InputFile(row.text(3), Path.of(row.text(4)), entry.isEmpty() ? null : entry),
                State.valueOf(row.text(6)),
                Instant.ofEpochMilli(row.number(7)));
    }
}
