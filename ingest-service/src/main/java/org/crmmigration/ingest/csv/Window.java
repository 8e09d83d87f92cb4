package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reader that remembers what it handed out until it is released, and which byte each character came from. */
final class Window extends Reader {

    private static final int SLACK = 1 << 16;
    /** A row longer than this is one whose quote is never closed; reading on would fill the heap. */
    private static final int LONGEST_ROW = 1 << 23;

    private final Reader source;
    private final Charset charset;
    private char[] text = new char[2 * SLACK];
    private int length;
    private long start;
    private long asked;
    private long askedByte;
    private boolean ended;

    Window(Reader source, Charset charset, long firstByte) {
        this.source = source;
        this.charset = charset;
        askedByte = firstByte;
    }

    @Override
    public int read(char[] buffer, int offset, int most) throws IOException {
        if (length > LONGEST_ROW + SLACK) {
            throw new IOException("a row has more than " + LONGEST_ROW + " characters");
        }
        int read = source.read(buffer, offset, most);
        if (read > 0) {
            if (length + read > text.length) {
                text = Arrays.copyOf(text, Math.max(length + read, text.length * 2));
            }
            System.arraycopy(buffer, offset, text, length, read);
            length += read;
        } else {
            ended = true;
        }
        return read;
    }

    /** The text between two characters that are not released yet. */
    String text(long from, long to) {
        return new String(text, (int) (from - start), (int) (Math.min(to, end()) - from));
    }

    /** The character after the last one read so far. */
    long end() {
        return start + length;
    }

    /** The byte at which a character begins that is not released yet and not before the one asked for last. */
    long byteAt(long character) {
        askedByte += bytes((int) (asked - start), (int) (character - start));
        asked = character;
        return askedByte;
    }

    /** Whether the source has ended and its last character is no line end. */
    boolean endsWithoutLineEnd() {
        return ended && length > 0 && text[length - 1] != '\n' && text[length - 1] != '\r';
    }

    /** Forgets everything before a character whose byte was asked for, now and then. */
    void release(long before) {
        int drop = (int) (before - start);
        if (drop > SLACK) {
            start = before;
            length -= drop;
            System.arraycopy(text, drop, text, 0, length);
        }
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
