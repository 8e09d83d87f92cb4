package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads rows as RFC 4180 has them, line breaks in quoted cells included. A row that does not have the header's width is
 * read again by its physical lines with stray quotes taken literally; where that gives rows of the right width, they
 * count, otherwise the row is handed out as one that does not fit.
 */
public final class RowReader implements AutoCloseable {

    private final char delimiter;
    private final int width;
    private final Window window;
    private final Records records;
    private final Queue<Row> ready = new ArrayDeque<>();
    private long line;
    private boolean resumable;

    /**
     * Starts to read.
     *
     * @param width the header's cells; 0 for any
     */
    public RowReader(InputStream in, Charset charset, int markBytes, char delimiter, int width) throws IOException {
        this(in, charset, markBytes, 1, delimiter, width);
    }

    /**
     * Starts to read in the middle, at a row at which an earlier reader was {@link #resumable}.
     *
     * @param offset the byte at which the row begins
     * @param line the line at which it begins
     */
    public RowReader(InputStream in, Charset charset, long offset, long line, char delimiter, int width)
            throws IOException {
        in.skipNBytes(offset);
        this.line = line;
        this.delimiter = delimiter;
        this.width = width;
        window = new Window(new InputStreamReader(in, charset), charset, offset);
        records = new Records(window, delimiter);
    }

    /** The cells of a text's first rows, of any width. */
    public static List<List<String>> first(int most, String text, char delimiter) {
        Records records = new Records(new Window(new StringReader(text), StandardCharsets.UTF_16, 0), delimiter);
        List<List<String>> rows = new ArrayList<>();
        try {
            Optional<List<String>> row = records.next();
            while (row.isPresent() && rows.size() < most) {
                rows.add(row.get());
                row = records.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The next row, or nothing at the end. */
    public Optional<Row> next() throws IOException {
        resumable = ready.isEmpty();
        if (resumable) {
            Optional<List<String>> cells = records.next();
            if (cells.isEmpty()) {
                return Optional.empty();
            }
            take(cells.get());
        }
        return Optional.of(ready.remove());
    }

    /** Whether a reader that starts at the row handed out last reads on as this one does. */
    public boolean resumable() {
        return resumable;
    }

    /** Whether the file ended inside a quoted cell; its rows from there on were not handed out. */
    public boolean unterminated() {
        return records.unterminated();
    }

    @Override
    public void close() throws IOException {
        window.close();
    }

    private void take(List<String> cells) {
        int begin = window.begin();
        boolean fits = width == 0 || cells.size() == width;
        Row row = new Row(line, window.byteAt(begin), cells, fits, records.cut());
        if (fits) {
            ready.add(row);
        } else {
            String text = new String(window.text(), begin, records.end() - begin);
            ready.addAll(Lenient.rows(text, delimiter, width, row, character -> window.byteAt(begin + character)));
        }
        line += records.lines();
    }
}
