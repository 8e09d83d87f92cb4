package org.crmmigration.messaging.registry;

import java.nio.charset.StandardCharsets;

/**
 * Walks through the binary form of a record. What stands there is read or passed over; bytes that end too early raise an
 * {@link IndexOutOfBoundsException}.
 */
final class FrameCursor {

    private static final int LONGEST_VARINT = 63;

    private final byte[] bytes;
    private int at;

    FrameCursor(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    boolean flag() {
        return bytes[at++] != 0;
    }

    int index() {
        return Math.toIntExact(number());
    }

    long number() {
        long one = bytes[at];
        if (one >= 0) {
            at++;
            return one >>> 1 ^ -(one & 1);
        }
        return longer();
    }

    private long longer() {
        long raw = 0;
        for (int shift = 0; shift <= LONGEST_VARINT; shift += 7) {
            byte next = bytes[at++];
            raw |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return raw >>> 1 ^ -(raw & 1);
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten bytes");
    }

    String text() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    void passText() {
        int length = length();
        at += length;
    }

    /** How many items the next block of an array or map has; 0 at its end. */
    long items() {
        long count = number();
        if (count < 0) {
            number(); // the block's size in bytes
        }
        return Math.abs(count);
    }

    /** The next text as one of those that come again and again. */
    FrameNames.Name name(FrameNames.Name last, FrameNames names) {
        int length = length();
        FrameNames.Name name = names.after(last, bytes, at, length);
        at += length;
        return name;
    }

    private int length() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new IndexOutOfBoundsException("a text of " + length + " bytes");
        }
        return (int) length;
    }
}
