package org.crmmigration.ingest.stage;

import java.util.HashMap;
import java.util.Map;
import org.crmmigration.ingest.IngestException;

/**
 * The one state of every row but header and blank ones. A second state for a row of the export in work is refused, so a
 * row that is accounted for twice is found at once and not by a sum that happens to be right. While a file is read, and
 * while an export is folded, states are held in memory, one byte a line; between the two they stand in the table.
 */
public final class RowStates {

    private final Sql sql;
    private final long firstFile;
    private final Map<Long, LineStates> files = new HashMap<>();

    /**
     * States of rows of the export in work; rows of earlier exports have theirs already.
     *
     * @param firstFile the first file of the export in work
     */
    public RowStates(Sql sql, long firstFile) {
        this.sql = sql;
        this.firstFile = firstFile;
    }

    /** Whether rows of a file belong to the export in work. */
    public boolean current(long file) {
        return file >= firstFile;
    }

    /** Gives a row its state; nothing happens for rows of earlier exports. */
    public void put(long file, long line, RowState state, String reason) {
        if (current(file) && !of(file).put(line, state, reason)) {
            throw new IngestException("row " + line + " of file " + file + " has a state and gets another: " + state);
        }
    }

    /** Rejects a row before it was staged. */
    public void reject(long file, long line, String reason) {
        put(file, line, RowState.REJECTED, reason);
    }

    /** Gives a row its state before it was staged. */
    public void whileReading(long file, long line, RowState state, String reason) {
        put(file, line, state, reason);
    }

    /** Forgets what is known of a file. */
    public void forget(long file) {
        files.remove(file);
        sql.run("delete from row_account where file = ?", file);
    }

    /** Writes down the states that reading gave to a file's rows. */
    public void saveReading(long file) {
        LineStates states = files.remove(file);
        if (states != null) {
            save(file, states, false);
        }
    }

    /** Forgets the states that folding gave; those given while reading remain. */
    public void beginFolding() {
        files.clear();
        sql.run("delete from row_account where file >= ? and folded = 1", firstFile);
        sql.each(
                "select file, state, reason, lines from row_account where file >= ?",
                row -> of(row.number(1)).taken(row.bytes(4)),
                firstFile);
    }

    /** Writes down the states that folding gave. */
    public void saveFolding() {
        files.forEach((file, states) -> save(file, states, true));
        files.clear();
    }

    private LineStates of(long file) {
        return files.computeIfAbsent(file, _ -> new LineStates());
    }

    private void save(long file, LineStates states, boolean folded) {
        states.each((state, reason, lines) -> sql.run(
                "insert into row_account (file, folded, state, reason, rows, lines) values (?, ?, ?, ?, ?, ?)",
                file,
                folded ? 1 : 0,
                state.name(),
                reason,
                lines.count(),
                lines.bytes()));
    }
}
