package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and texts as bytes: numbers with few digits take few bytes. For one thread. */
final class BytesOut {

    private static final int KEPT = 1 << 16;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[2048];
    private int used;

    /** Seven bits a byte, the sign in the lowest bit. */
    void number(long number) {
        room(LONGEST_NUMBER);
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7fL) != 0) {
            bytes[used++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[used++] = (byte) left;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, used, utf8.length);
        used += utf8.length;
    }

    /** Everything since the last time. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, used);
        used = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[2048];
        }
        return taken;
    }

    private void room(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
