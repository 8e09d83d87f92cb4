package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A reader that remembers what it handed out until it is released, and which byte each character came from. */
final class Window extends Reader {

    private static final int SLACK = 1 << 16;
    /** A row longer than this is one whose quote is never closed; reading on would fill the heap. */
    private static final int LONGEST_ROW = 1 << 23;

    private final Reader source;
    private final Charset charset;
    private final StringBuilder text = new StringBuilder();
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
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (text.length() > LONGEST_ROW + SLACK) {
            throw new IOException("a row has more than " + LONGEST_ROW + " characters");
        }
        int read = source.read(buffer, offset, length);
        if (read > 0) {
            text.append(buffer, offset, read);
        } else {
            ended = true;
        }
        return read;
    }

    /** The text between two characters that are not released yet. */
    String text(long from, long to) {
        return text.substring((int) (from - start), (int) (Math.min(to, end()) - start));
    }

    /** The character after the last one read so far. */
    long end() {
        return start + text.length();
    }

    /** The byte at which a character begins that is not released yet and not before the one asked for last. */
    long byteAt(long character) {
        askedByte += bytes((int) (asked - start), (int) (character - start));
        asked = character;
        return askedByte;
    }

    /** Whether the source has ended and its last character is no line end. */
    boolean endsWithoutLineEnd() {
        return ended
                && !text.isEmpty()
                && text.charAt(text.length() - 1) != '\n'
                && text.charAt(text.length() - 1) != '\r';
    }

    /** Forgets everything before a character whose byte was asked for, now and then. */
    void release(long before) {
        int drop = (int) (before - start);
        if (drop > SLACK) {
            start = before;
            text.delete(0, drop);
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
        long bytes = characters;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                bytes += 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }
}
