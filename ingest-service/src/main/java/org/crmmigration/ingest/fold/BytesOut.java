package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and texts as bytes, as Avro's binary form has them: numbers with few digits take few bytes. For one thread. */
final class BytesOut {

    private static final int KEPT = 1 << 16;
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int used;

    BytesOut(int expected) {
        bytes = new byte[expected];
    }

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

    /** A yes or a no. */
    void flag(boolean on) {
        room(1);
        bytes[used++] = (byte) (on ? 1 : 0);
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    /** Bytes as they are. */
    void raw(byte[] source, int from, int many) {
        room(many);
        System.arraycopy(source, from, bytes, used, many);
        used += many;
    }

    /** Everything that another holds. */
    void all(BytesOut other) {
        raw(other.bytes, 0, other.used);
    }

    int used() {
        return used;
    }

    /** Forgets everything. */
    void clear() {
        used = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[2048];
        }
    }

    /** Everything since the last time. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, used);
        clear();
        return taken;
    }

    private void room(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
