package org.crmmigration.ingest.read;

import java.io.IOException;
import java.util.Optional;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;
import org.crmmigration.messaging.record.Finding.Severity;

/** What becomes of a file as a whole: it is kept, rejected with one sentence, or was there before. */
final class FileVerdict {

    private final Sql sql;
    private final StagedRows rows;
    private final FileTable files;
    private final RowStates states;
    private final Findings findings;

    FileVerdict(Sql sql, StagedRows rows, RowStates states, Findings findings) {
        this.sql = sql;
        this.rows = rows;
        this.files = new FileTable(sql);
        this.states = states;
        this.findings = findings;
    }

    /** Counts the rows of a file that was handed in before; every one of them was dealt with then. */
    void repeat(StagedFile file, Probe probe, Dialect dialect, String earlier) throws IOException {
        forget(file);
        long physical = 0;
        long headers = 0;
        long blanks = 0;
        try (FileRows reader = FileRows.of(file, probe, dialect, Optional.empty())) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (physical++ <= dialect.headerRow() || row.get().cells().equals(dialect.titles())) {
                    headers++;
                } else if (row.get().blank()) {
                    blanks++;
                } else {
                    states.whileReading(file.id(), row.get().line(), RowState.REPEATED, "same file as " + earlier);
                }
            }
        }
        files.done(file, StagedFile.State.REPEATED, physical, headers, blanks);
        FileFindings.repeated(findings, files, file, earlier);
    }

    /** Makes lasting what is known of a file. */
    void commit(StagedFile file) {
        states.saveReading(file.id());
        rows.save(file.id());
        sql.commit();
    }

    /** Rejects a file with all its lines. */
    void reject(StagedFile file, Rule rule, String why, long lines) {
        forget(file);
        for (long line = 1; line <= lines; line++) {
            states.reject(file.id(), line, rule.name());
        }
        files.done(file, StagedFile.State.REJECTED, lines, 0, 0);
        findings.add(rule, Severity.FATAL, Where.file(file.input().name()), null, why);
    }

    /** Removes what was staged of a file. */
    void forget(StagedFile file) {
        Checkpoint.forget(sql, file);
        rows.forget(file.id());
        states.forget(file.id());
        sql.run("delete from finding where file = ? and row > 0", file.input().name());
    }
}
