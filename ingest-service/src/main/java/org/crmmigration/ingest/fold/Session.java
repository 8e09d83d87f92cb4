package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.stage.RecordHashes;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.table.Tables;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * What all folds of one export share.
 *
 * @param export the sequence number of the export in work
 * @param before reads the hashes of the generation before
 * @param now when the fold began, to tell the future
 */
record Session(
        Sql sql,
        long export,
        ExportSettings settings,
        Map<Long, FileView> files,
        RowStates states,
        Findings allFindings,
        KeyedHash hash,
        RecordTable records,
        Tables tables,
        Events events,
        Contacts contacts,
        Vocabulary vocabulary,
        Turns turns,
        FileRanges ranges,
        Catalogue tags,
        Catalogue lists,
        Conflicts conflicts,
        Supplier<RecordHashes> before,
        Instant now) {

    /** Findings about a row; nobody listens for rows of earlier exports. */
    Findings findings(StagedRow row) {
        return states.current(row.file().id()) ? allFindings : Findings.NONE;
    }

    void state(StagedRow row, RowState state, String reason) {
        state(row.file().id(), row.line(), state, reason);
    }

    void state(long file, long line, RowState state, String reason) {
        turns.later(() -> states.put(file, line, state, reason));
    }

    /** Changes something shared when it is the row's turn. */
    void later(Runnable effect) {
        turns.later(effect);
    }

    /** The file with a name, if it was read. */
    Optional<FileView> file(String name) {
        return files.values().stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** Whether a staged key was made of other cells because the row has no id. */
    static boolean nameless(String key) {
        return key.startsWith("~");
    }

    /** What stands for a row in a source key: its id when that is plain, else a hash. */
    String keyPart(String key) {
        boolean plain = !key.isEmpty()
                && key.length() <= 40
                && key.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
        return plain ? key : hash.of(key);
    }

    /** Short hash for keys of things known by name only. */
    String hash16(String... parts) {
        return hash.of(parts).substring(0, 16);
    }
}
