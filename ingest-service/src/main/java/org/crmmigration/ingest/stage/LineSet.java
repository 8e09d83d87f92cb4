package org.crmmigration.ingest.stage;

import java.io.ByteArrayOutputStream;
import java.util.function.LongConsumer;

/** Ascending line numbers as bytes: what each adds to the one before, seven bits a byte. */
public final class LineSet {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] encoded;
    private long last;
    private long count;

    /** An empty set. */
    LineSet() {
        this(new byte[0]);
    }

    /** A set as {@link #bytes} wrote it. */
    public LineSet(byte[] encoded) {
        this.encoded = encoded;
    }

    void add(long line) {
        long delta = line - last;
        while (delta > 0x7f) {
            out.write((int) (delta & 0x7f) | 0x80);
            delta >>>= 7;
        }
        out.write((int) delta);
        last = line;
        count++;
    }

    long count() {
        return count;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Hands over every line of a set that was read. */
    public void each(LongConsumer visit) {
        long line = 0;
        long delta = 0;
        int shift = 0;
        for (byte b : encoded) {
            delta |= (long) (b & 0x7f) << shift;
            shift += 7;
            if (b >= 0) {
                line += delta;
                visit.accept(line);
                delta = 0;
                shift = 0;
            }
        }
    }
}
