package org.crmmigration.ingest.stage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows as they are read. Those of which there are few stand in the database with their cells; cells of contacts and
 * transactions stand in a file of their own, ids and addresses before them, and the rows of transactions in a log.
 */
public final class StagedRows {

    private static final String INSERT =
            "insert into staged (file, kind, line, key, mail, digest, cells, place, size) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Sql sql;
    private final Payloads cells;
    private final RowLog log;

    /** Keeps rows in a staging directory. */
    public StagedRows(Sql sql, Payloads cells, RowLog log) {
        this.sql = sql;
        this.cells = cells;
        this.log = log;
    }

    /** A row as it was read. */
    public static final class Read {
        private final long line;
        private final String key;
        private final String mail;
        private final long digest;
        private final byte[] cells;

        /**
         * A row.
         *
         * @param key the id it is found by, empty when it has none
         * @param mail the key of its e-mail address, empty when it has none
         * @param digest of all cells; equal rows have equal digests
         * @param cells joined
         */
        public Read(long line, String key, String mail, long digest, byte[] cells) {
            this.line = line;
            this.key = key;
            this.mail = mail;
            this.digest = digest;
            this.cells = cells;
        }
    }

    /** Makes of a row what is kept of it; any thread may do so. */
    public static Read kept(FileKind kind, Read row) {
        if (kind != FileKind.TRANSACTIONS && kind != FileKind.CONTACTS) {
            return row;
        }
        byte[] before = (row.key + Lines.SEPARATOR + row.mail + Lines.SEPARATOR).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + row.cells.length);
        System.arraycopy(row.cells, 0, all, before.length, row.cells.length);
        return new Read(row.line, row.key, row.mail, row.digest, all);
    }

    /** Keeps what {@link #kept} made of the next row of a file. */
    public void add(long file, FileKind kind, Read row) {
        switch (kind) {
            case TRANSACTIONS -> log.add(row.line, row.digest, cells.add(row.cells));
            case CONTACTS -> insert(file, kind, row, null, cells.add(row.cells));
            case CUSTOM_FIELDS,
                    OWNERS,
                    COMPANIES,
                    SUBSCRIPTIONS,
                    DEALS,
                    APPOINTMENTS,
                    AFFILIATES,
                    CATALOGUE,
                    INVENTORY -> insert(file, kind, row, new String(row.cells, StandardCharsets.UTF_8), Place.NONE);
        }
    }

    /** Returns when the rows kept of a file are lasting with the next commit: it must not know of cells that a power cut may take. */
    public void save(long file) {
        cells.force();
        log.save(file);
    }

    /** Removes what was kept of a file. Files are read one after the other, so its rows are the last ones. */
    public void forget(long file) {
        Optional<Long> last = sql.number("select file from staged order by id desc limit 1");
        if (last.isPresent() && last.get() == file) {
            sql.run("delete from staged where file = ?", file);
        }
        log.forget(file);
    }

    private void insert(long file, FileKind kind, Read row, @Nullable String joined, Place place) {
        sql.run(INSERT, file, kind.name(), row.line, row.key, row.mail, row.digest, joined, place.at(), place.size());
    }
}
