package org.crmmigration.messaging.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Parts of what is to be hashed, each behind its length, gathered first: a Mac takes one long text many times faster than
 * many short ones. {@link KeyedHash#of(HashParts)} hashes and forgets them. For one thread.
 */
public final class HashParts {

    private static final int KEPT = 1 << 16;
    private static final int FIRST = 2048;

    private byte[] bytes = new byte[FIRST];
    private int used;
    private int begun;

    /** A part begins. */
    public void begin() {
        room(Integer.BYTES);
        begun = used;
        used += Integer.BYTES;
    }

    /** A part ends. */
    public void end() {
        int many = used - begun - Integer.BYTES;
        bytes[begun] = (byte) (many >>> 24);
        bytes[begun + 1] = (byte) (many >>> 16);
        bytes[begun + 2] = (byte) (many >>> 8);
        bytes[begun + 3] = (byte) many;
    }

    /** Adds an ASCII character to the part that was begun. */
    public void letter(char letter) {
        room(1);
        bytes[used++] = (byte) letter;
    }

    /** Adds ASCII characters to the part that was begun. */
    public void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            letter(text.charAt(i));
        }
    }

    /** Adds some of the source's bytes to the part that was begun. */
    public void bytes(byte[] source, int from, int many) {
        room(many);
        System.arraycopy(source, from, bytes, used, many);
        used += many;
    }

    /** A text as a part. */
    void text(String text) {
        begin();
        utf8(text);
        end();
    }

    /** The canonical text of a value as a part; the commonest kind without making that text first. */
    void value(Value value) {
        begin();
        if (value instanceof Value.Text(String plain)) {
            letter('t');
            utf8(plain);
        } else {
            utf8(ValueText.canonical(value));
        }
        end();
    }

    /** Hands everything over and forgets it. */
    void to(Mac mac) {
        mac.update(bytes, 0, used);
        used = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    private void utf8(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes(encoded, 0, encoded.length);
    }

    private void room(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
