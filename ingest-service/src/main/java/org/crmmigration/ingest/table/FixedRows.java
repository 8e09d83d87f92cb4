package org.crmmigration.ingest.table;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.crmmigration.ingest.IngestException;

/** Rows of equally many bytes, counted from 0, all zero at first. One thread writes; any reads what was written before. */
public final class FixedRows {

    private static final int PIECE_BYTES = 1 << 22;

    private final FileChannel file;
    private final Arena arena;
    private final int bytes;
    private final int shift;
    private MemorySegment[] pieces = new MemorySegment[0];
    private int count;

    FixedRows(FileChannel file, Arena arena, int bytes) {
        this.file = file;
        this.arena = arena;
        this.bytes = bytes;
        this.shift = 31 - Integer.numberOfLeadingZeros(PIECE_BYTES / bytes);
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Adds a row; answers its number. */
    public int add() {
        int row = count;
        reach(row);
        return row;
    }

    /** Makes sure that there is a row with this number. */
    public void reach(int row) {
        if (row == Integer.MAX_VALUE) {
            throw new IngestException("there are more rows than can be counted; hand the export in in parts");
        }
        count = Math.max(count, row + 1);
        int piece = row >>> shift;
        if (piece >= pieces.length) {
            int known = pieces.length;
            pieces = Arrays.copyOf(pieces, piece + 1);
            for (int i = known; i <= piece; i++) {
                pieces[i] = map(i);
            }
        }
    }

    /** Eight bytes of a row. */
    public long number(int row, int at) {
        return pieces[row >>> shift].get(ValueLayout.JAVA_LONG_UNALIGNED, offset(row, at));
    }

    /** Sets eight bytes of a row. */
    public void number(int row, int at, long value) {
        pieces[row >>> shift].set(ValueLayout.JAVA_LONG_UNALIGNED, offset(row, at), value);
    }

    /** Four bytes of a row. */
    public int small(int row, int at) {
        return pieces[row >>> shift].get(ValueLayout.JAVA_INT_UNALIGNED, offset(row, at));
    }

    /** Sets four bytes of a row. */
    public void small(int row, int at, int value) {
        pieces[row >>> shift].set(ValueLayout.JAVA_INT_UNALIGNED, offset(row, at), value);
    }

    /** Some bytes of a row. */
    public byte[] bytes(int row, int at, int many) {
        return pieces[row >>> shift].asSlice(offset(row, at), many).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Sets some bytes of a row. */
    public void bytes(int row, int at, byte[] value) {
        MemorySegment.copy(value, 0, pieces[row >>> shift], ValueLayout.JAVA_BYTE, offset(row, at), value.length);
    }

    private long offset(int row, int at) {
        return (long) (row & ((1 << shift) - 1)) * bytes + at;
    }

    private MemorySegment map(int piece) {
        long size = (long) bytes << shift;
        return Tables.map(file, piece * size, size, arena);
    }
}
