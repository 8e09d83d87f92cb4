package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link BytesOut} wrote. For one thread. */
final class BytesIn {

    private final byte[] bytes;
    private final Words words;
    private int at;

    BytesIn(byte[] bytes, int from, Words words) {
        this.bytes = bytes;
        this.at = from;
        this.words = words;
    }

    /** Where the next thing begins. */
    int at() {
        return at;
    }

    /** Passes over bytes. */
    void skip(int many) {
        at += many;
    }

    /** A yes or a no. */
    boolean flag() {
        return bytes[at++] != 0;
    }

    long number() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }

    int size() {
        return (int) number();
    }

    String text() {
        int length = size();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Passes over a text; answers whether it is this one, which is ASCII. */
    boolean isNext(String ascii) {
        int length = size();
        int from = at;
        at += length;
        if (length != ascii.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A text that often comes again, such as a field's name. */
    String word() {
        int length = size();
        String word = words.of(bytes, at, length);
        at += length;
        return word;
    }

    /** Texts that were read before, so that they are not made again. For one thread. */
    static final class Words {
        private static final int PLACES = 1 << 12;
        private static final int LONGEST = 64;
        private final byte[][] keys = new byte[PLACES][];
        private final String[] texts = new String[PLACES];

        Words() {
            Arrays.fill(keys, new byte[0]);
            Arrays.fill(texts, "");
        }

        String of(byte[] bytes, int from, int length) {
            if (length > LONGEST) {
                return new String(bytes, from, length, StandardCharsets.UTF_8);
            }
            int hash = length;
            for (int i = from; i < from + length; i++) {
                hash = hash * 31 + bytes[i];
            }
            int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
            byte[] key = keys[place];
            String text = texts[place];
            if (!Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
                text = new String(bytes, from, length, StandardCharsets.UTF_8);
                keys[place] = Arrays.copyOfRange(bytes, from, from + length);
                texts[place] = text;
            }
            return text;
        }
    }
}
