package org.crmmigration.ingest.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.RowLog;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.Ordinals;

/** All rows of transaction logs, put in the order of their ids; rows of one id as they were read. */
final class TransactionLog {

    private static final int FILE = 0;
    private static final int LINE = 8;
    private static final int DIGEST = 16;
    private static final int AT = 24;
    /** The first sixteen bytes of the id, by which most differ. */
    private static final int ID_BEGINS = 32;

    private static final int ID_GOES_ON = 40;
    private static final int SIZE = 48;
    private static final int ID_BYTES = 52;
    private static final int BYTES = 56;
    /** Hardly an id has more bytes. */
    private static final int HEAD = 48;

    private final Payloads cells;
    private final Map<Long, FileView> files;
    private final FixedRows rows;
    private final Ordinals order = new Ordinals();

    TransactionLog(Session session, RowLog log, Payloads cells) {
        this.cells = cells;
        this.files = session.files();
        this.rows = session.tables().rows(BYTES);
        log.each(this::add);
        order.sort(this::compare);
    }

    int count() {
        return order.count();
    }

    /** A row by its place in the order. */
    int at(int place) {
        return order.at(place);
    }

    /** Whether two rows have one id. */
    boolean same(int one, int other) {
        return compare(one, other) == 0;
    }

    boolean nameless(int row) {
        return rows.small(row, ID_BYTES) == 0;
    }

    FileView file(int row) {
        return Objects.requireNonNull(files.get(rows.number(row, FILE)));
    }

    long digest(int row) {
        return rows.number(row, DIGEST);
    }

    /** The whole row; its cells are read by whoever looks at them. */
    StagedRow row(int row) {
        LazyCells lazy = lazy(row);
        return StagedRow.of(file(row), rows.number(row, LINE), digest(row), lazy);
    }

    private void add(RowLog.Logged logged) {
        int row = rows.add();
        rows.number(row, FILE, logged.file());
        rows.number(row, LINE, logged.line());
        rows.number(row, DIGEST, logged.digest());
        rows.number(row, AT, logged.place().at());
        rows.small(row, SIZE, logged.place().size());
        byte[] id = id(row);
        byte[] begin = Arrays.copyOf(id, 2 * Long.BYTES);
        rows.number(row, ID_BEGINS, ByteBuffer.wrap(begin).getLong(0));
        rows.number(row, ID_GOES_ON, ByteBuffer.wrap(begin).getLong(Long.BYTES));
        rows.small(row, ID_BYTES, id.length);
        order.add(row);
    }

    private int compare(int one, int other) {
        int by = Long.compareUnsigned(rows.number(one, ID_BEGINS), rows.number(other, ID_BEGINS));
        by = by == 0 ? Long.compareUnsigned(rows.number(one, ID_GOES_ON), rows.number(other, ID_GOES_ON)) : by;
        boolean whole = rows.small(one, ID_BYTES) <= 2 * Long.BYTES && rows.small(other, ID_BYTES) <= 2 * Long.BYTES;
        return by != 0 || whole || one == other ? by : Arrays.compareUnsigned(id(one), id(other));
    }

    private byte[] id(int row) {
        byte[] head = cells.read(new Place(rows.number(row, AT), Math.min(rows.small(row, SIZE), HEAD)));
        for (int i = 0; i < head.length; i++) {
            if (head[i] == Lines.SEPARATOR) {
                return Arrays.copyOf(head, i);
            }
        }
        return lazy(row).key().getBytes(StandardCharsets.UTF_8);
    }

    private LazyCells lazy(int row) {
        return LazyCells.staged(cells, new Place(rows.number(row, AT), rows.small(row, SIZE)));
    }
}
