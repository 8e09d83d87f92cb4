package org.crmmigration.ingest.stage;

/**
 * The one state of every row but header and blank ones. A second state for a row of the export in work is refused by the
 * table's key, so a row that is accounted for twice is found at once and not by a sum that happens to be right.
 */
public final class RowStates {

    private final Sql sql;
    private final long firstFile;

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
        if (current(file)) {
            sql.run(
                    "insert into row_state (file, line, state, reason) values (?, ?, ?, ?)",
                    file,
                    line,
                    state.name(),
                    reason);
        }
    }

    /** Rejects a row before it was staged. */
    public void reject(long file, long line, String reason, long offset) {
        whileReading(file, line, RowState.REJECTED, reason, offset);
    }

    /**
     * Gives a row its state before it was staged.
     *
     * @param offset the byte at which the row begins
     */
    public void whileReading(long file, long line, RowState state, String reason, long offset) {
        sql.run(
                "insert into row_state (file, line, state, reason, byte) values (?, ?, ?, ?, ?)",
                file,
                line,
                state.name(),
                reason,
                offset);
    }

    /** Forgets the states that folding gave; those given while reading remain. */
    public void forgetFolding() {
        sql.run("delete from row_state where file >= ? and byte is null", firstFile);
    }
}
