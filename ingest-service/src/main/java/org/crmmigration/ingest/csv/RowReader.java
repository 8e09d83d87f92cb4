package org.crmmigration.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as RFC 4180 has them, line breaks in quoted cells included. A row that does not have the header's width is
 * read again by its physical lines with stray quotes taken literally; where that gives rows of the right width, they
 * count, otherwise the row is handed out as one that does not fit.
 */
public final class RowReader implements AutoCloseable {

    private final char delimiter;
    private final int width;
    private final Window window;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Queue<Row> ready = new ArrayDeque<>();
    private @Nullable CSVRecord ahead;
    private final long linesBefore;
    private long line;
    private boolean unterminated;
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
        this.linesBefore = line - 1;
        this.delimiter = delimiter;
        this.width = width;
        window = new Window(new InputStreamReader(in, charset), charset, offset);
        parser = CSVParser.parse(window, format(delimiter));
        records = parser.iterator();
        ahead = fetch();
    }

    /** RFC 4180 with text after a closing quote tolerated. */
    public static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get();
    }

    /** The next row, or nothing at the end. */
    public Optional<Row> next() {
        resumable = ready.isEmpty();
        if (resumable) {
            CSVRecord record = ahead;
            if (record == null) {
                return Optional.empty();
            }
            long begins = line;
            line = linesBefore + parser.getCurrentLineNumber() + 1;
            ahead = fetch();
            take(record, begins);
        }
        return Optional.of(ready.remove());
    }

    /** Whether a reader that starts at the row handed out last reads on as this one does. */
    public boolean resumable() {
        return resumable;
    }

    /** Whether the file ended inside a quoted cell; its rows from there on were not handed out. */
    public boolean unterminated() {
        return unterminated;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void take(CSVRecord record, long begins) {
        long from = record.getCharacterPosition();
        CSVRecord following = ahead;
        boolean last = following == null && window.endsWithoutLineEnd();
        boolean fits = width == 0 || record.size() == width;
        if (fits) {
            ready.add(new Row(begins, window.byteAt(from), record.toList(), true, last));
        } else {
            long to = following == null ? window.end() : following.getCharacterPosition();
            ready.addAll(Lenient.rows(
                    window.text(from, to),
                    delimiter,
                    width,
                    new Row(begins, window.byteAt(from), record.toList(), false, last),
                    character -> window.byteAt(from + character)));
        }
        window.release(from);
    }

    private @Nullable CSVRecord fetch() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException _) {
            unterminated = true;
            return null;
        }
    }
}
