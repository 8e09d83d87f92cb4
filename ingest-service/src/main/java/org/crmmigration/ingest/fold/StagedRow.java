package org.crmmigration.ingest.fold;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.Row;

/**
 * A row as it was read.
 *
 * @param key the id it is found by, empty when it has none
 * @param mail the key of its e-mail address, empty when it has none
 * @param digest of all cells; equal rows have equal digests
 */
record StagedRow(FileView file, long line, String key, String mail, long digest, List<String> cells) {

    /** The columns to select for {@link #of(Map, Sql.Rows)}. */
    static final String COLUMNS = "file, line, key, mail, digest, cells";

    static StagedRow of(Map<Long, FileView> files, Sql.Rows row) {
        FileView file = Objects.requireNonNull(files.get(row.number(1)));
        return new StagedRow(file, row.number(2), row.text(3), row.text(4), row.number(5), Lines.split(row.text(6)));
    }

    /** A contact or a transaction. */
    static StagedRow of(FileView file, long line, long digest, LazyCells cells) {
        return new StagedRow(file, line, cells.key(), cells.mail(), digest, cells);
    }

    /** Puts rows in the order in which Kartra wrote their files, where all their names say when; files may be handed in late. */
    static void sort(List<StagedRow> rows) {
        FileView.sort(rows, StagedRow::file);
    }

    /** A cell as it stands in the file, empty when the file lacks the column. */
    String cell(String column) {
        int index = file.column(column);
        return index < 0 ? "" : cells.get(index);
    }

    /** The first column from a place on whose cell may hold a formula or control characters, -1 when none does. */
    int maybeOdd(int from) {
        return switch (cells) {
            case LazyCells lazy -> lazy.maybeOdd(from);
            default -> from < cells.size() ? from : -1;
        };
    }

    Row place() {
        return new Row(file.name(), line);
    }

    /** Where a finding about a column stands; about the row when the file lacks the column. */
    Where where(String column) {
        return new Where(
                file.name(), line, file.column(column) < 0 ? "" : file.header().title(column));
    }
}
