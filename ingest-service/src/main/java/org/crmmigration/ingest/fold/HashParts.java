package org.crmmigration.ingest.fold;

import java.util.Arrays;
import org.crmmigration.messaging.value.KeyedHash;

/** Parts of what is to be hashed, gathered as bytes without a text of each. For one thread. */
final class HashParts {

    private static final int KEPT = 1 << 16;

    private byte[] bytes = new byte[2048];
    private int used;
    private int begun;

    /** A part begins. */
    void begin() {
        room(Integer.BYTES);
        begun = used;
        used += Integer.BYTES;
    }

    /** A part ends. */
    void end() {
        int many = used - begun - Integer.BYTES;
        bytes[begun] = (byte) (many >>> 24);
        bytes[begun + 1] = (byte) (many >>> 16);
        bytes[begun + 2] = (byte) (many >>> 8);
        bytes[begun + 3] = (byte) many;
    }

    void letter(char letter) {
        room(1);
        bytes[used++] = (byte) letter;
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            letter(text.charAt(i));
        }
    }

    void bytes(byte[] source, int from, int many) {
        room(many);
        System.arraycopy(source, from, bytes, used, many);
        used += many;
    }

    /** The hash of all parts, which are forgotten. */
    String hash(KeyedHash hash) {
        String text = hash.ofParts(bytes, used);
        used = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[2048];
        }
        return text;
    }

    private void room(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
