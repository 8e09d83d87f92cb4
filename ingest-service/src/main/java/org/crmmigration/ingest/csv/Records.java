package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a text into records and these into cells as RFC 4180 has it. A quote counts where a cell begins with it; what
 * stands between a closing quote and the next delimiter belongs to the cell. Lines end as CR, LF or both, everywhere.
 */
final class Records {

    /** A record longer than this is one whose quote is never closed; reading on would fill the heap. */
    private static final int LONGEST = 1 << 23;

    private static final int MORE = -1;

    private final Window window;
    private final char delimiter;
    private List<String> cells = new ArrayList<>();
    private int at;
    private int lines;
    private boolean cut;
    private boolean unterminated;

    Records(Window window, char delimiter) {
        this.window = window;
        this.delimiter = delimiter;
    }

    /** The cells of the next record, which from then on is the window's; nothing at the end. */
    Optional<List<String>> next() throws IOException {
        window.begin(at);
        int end = record();
        while (end == MORE && !unterminated) {
            unterminated = window.length() - window.begin() > LONGEST || window.ended();
            if (!unterminated) {
                window.more();
                end = record();
            }
        }
        if (unterminated || end == window.begin()) {
            return Optional.empty();
        }
        at = end;
        return Optional.of(cells);
    }

    /** Behind the record's last character, its line end included. */
    int end() {
        return at;
    }

    /** How many line ends the record has. */
    int lines() {
        return lines;
    }

    /** Whether the text ends with the record, without a line end. */
    boolean cut() {
        return cut;
    }

    /** Whether the text ended, or went on too long, inside a quoted cell. */
    boolean unterminated() {
        return unterminated;
    }

    /** Where the record that begins the window ends; {@link #MORE} when that has not been read yet. */
    private int record() {
        cells = new ArrayList<>(Math.max(4, cells.size()));
        lines = 0;
        cut = false;
        char[] text = window.text();
        int length = window.length();
        int i = window.begin();
        if (i == length) {
            return window.ended() ? i : MORE;
        }
        while (true) {
            i = i < length && text[i] == '"' ? quoted(text, i + 1, length) : plain(text, i, length);
            if (i == MORE) {
                return MORE;
            }
            if (i == length) {
                cut = true;
                return i;
            }
            if (text[i] != delimiter) {
                return lineEnd(text, i, length);
            }
            i++;
        }
    }

    private int lineEnd(char[] text, int i, int length) {
        if (text[i] == '\r' && i + 1 == length && !window.ended()) {
            return MORE;
        }
        lines++;
        return text[i] == '\r' && i + 1 < length && text[i + 1] == '\n' ? i + 2 : i + 1;
    }

    private int plain(char[] text, int from, int length) {
        int end = cellEnd(text, from, length);
        if (end == length && !window.ended()) {
            return MORE;
        }
        cells.add(end == from ? "" : new String(text, from, end - from));
        return end;
    }

    private int cellEnd(char[] text, int from, int length) {
        char separator = delimiter;
        for (int i = from; i < length; i++) {
            char c = text[i];
            if (c == separator || c == '\n' || c == '\r') {
                return i;
            }
        }
        return length;
    }

    /** A cell behind its opening quote. */
    private int quoted(char[] text, int from, int length) {
        int close = from;
        boolean doubled = false;
        while (close < length && (text[close] != '"' || (close + 1 < length && text[close + 1] == '"'))) {
            char c = text[close];
            doubled |= c == '"';
            lines += c == '\r' || (c == '\n' && text[close - 1] != '\r') ? 1 : 0;
            close += c == '"' ? 2 : 1;
        }
        int end = close < length ? cellEnd(text, close + 1, length) : length;
        if (close >= length || (end == length && !window.ended())) {
            return MORE;
        }
        String inside = new String(text, from, close - from);
        String behind = new String(text, close + 1, end - close - 1);
        cells.add((doubled ? inside.replace("\"\"", "\"") : inside) + behind);
        return end;
    }
}
