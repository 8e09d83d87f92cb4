package org.crmmigration.ingest.read;

import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;

/**
 * How far a file was read when what was staged of it became lasting, in the same commit: reading goes on there.
 *
 * @param how what was read in which way; something else is not read on
 * @param line the line at which the next row begins
 * @param offset the byte at which it begins
 */
record Checkpoint(String how, long line, long offset, RowCounts counts, List<ColumnProfile> profiles) {

    /** What is read in which way. */
    static String how(Probe probe, Dialect dialect, Header header) {
        return String.join(
                " ",
                probe.sha256(),
                probe.charset().name(),
                Integer.toString(dialect.delimiter()),
                header.kind().word(),
                Lines.join(header.names()));
    }

    static Optional<Checkpoint> of(Sql sql, StagedFile file) {
        return sql.first(
                "select how, line, offset, counts, profiles from checkpoint where file = ?",
                row -> new Checkpoint(
                        row.text(1),
                        row.number(2),
                        row.number(3),
                        RowCounts.decode(row.text(4)),
                        Lines.split(row.text(5)).stream()
                                .map(ColumnProfile::decode)
                                .toList()),
                file.id());
    }

    void save(Sql sql, StagedFile file) {
        sql.run(
                "insert or replace into checkpoint (file, how, line, offset, counts, profiles) values (?, ?, ?, ?, ?, ?)",
                file.id(),
                how,
                line,
                offset,
                counts.encode(),
                Lines.join(profiles.stream().map(ColumnProfile::encode).toList()));
    }

    static void forget(Sql sql, StagedFile file) {
        sql.run("delete from checkpoint where file = ?", file.id());
    }
}
