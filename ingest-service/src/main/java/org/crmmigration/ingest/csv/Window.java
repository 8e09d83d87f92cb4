package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The part of a text that is being read: one record and what was read ahead, and which byte its characters came from. */
final class Window implements AutoCloseable {

    private static final int FIRST = 1 << 16;

    private final Reader source;
    private final Charset charset;
    private char[] text = new char[FIRST];
    private int length;
    private int begin;
    private int asked;
    private long askedByte;
    private boolean ended;

    Window(Reader source, Charset charset, long firstByte) {
        this.source = source;
        this.charset = charset;
        askedByte = firstByte;
    }

    /** The characters; those of the record stand from {@link #begin} on. */
    char[] text() {
        return text;
    }

    /** Where the record begins. */
    int begin() {
        return begin;
    }

    /** Behind the last character that was read. */
    int length() {
        return length;
    }

    /** Whether there is nothing behind {@link #length}. */
    boolean ended() {
        return ended;
    }

    /** Reads on behind the record, which may come to stand elsewhere. */
    void more() throws IOException {
        System.arraycopy(text, begin, text, 0, length - begin);
        asked -= begin;
        length -= begin;
        begin = 0;
        if (length > text.length / 2) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        int read = source.read(text, length, text.length - length);
        ended = read < 0;
        length += Math.max(0, read);
    }

    /** The next record begins at a character. */
    void begin(int character) {
        var _ = byteAt(character);
        begin = character;
    }

    /** The byte at which a character begins, not before the one asked for last. */
    long byteAt(int character) {
        askedByte += bytes(asked, character);
        asked = character;
        return askedByte;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private long bytes(int from, int to) {
        int characters = to - from;
        if (charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE)) {
            return 2L * characters;
        }
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return characters;
        }
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= text[i];
        }
        long bytes = characters;
        for (int i = all < 0x80 ? to : from; i < to; i++) {
            char c = text[i];
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                bytes += 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }
}
