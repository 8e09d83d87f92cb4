package org.crmmigration.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.csv.RowReader;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.lane.Ahead;
import org.crmmigration.ingest.stage.StagedFile;

/** The rows of one file, parsed by a thread of their own while those before them are staged. */
final class FileRows implements AutoCloseable {

    private final RowReader reader;
    private final Ahead<Parsed> rows;
    private boolean resumable;

    private FileRows(RowReader reader) {
        this.reader = reader;
        this.rows = new Ahead<>("ingest-parser", () -> reader.next().map(row -> new Parsed(row, reader.resumable())));
    }

    private record Parsed(Row row, boolean resumable) {}

    /**
     * Opens a file.
     *
     * @param from where reading it was interrupted, if it was
     */
    static FileRows of(StagedFile file, Probe probe, Dialect dialect, Optional<Checkpoint> from) throws IOException {
        InputStream in = file.input().open();
        return new FileRows(new RowReader(
                in,
                probe.charset(),
                from.map(Checkpoint::offset).orElse((long) probe.markBytes()),
                from.map(Checkpoint::line).orElse(1L),
                dialect.delimiter(),
                dialect.titles().size()));
    }

    /** The next row, or nothing at the end. */
    Optional<Row> next() {
        Optional<Parsed> next = rows.next();
        resumable = next.filter(Parsed::resumable).isPresent();
        return next.map(Parsed::row);
    }

    /** Whether reading can go on at the row handed out last. */
    boolean resumable() {
        return resumable;
    }

    /** Whether the file ended inside a quoted cell; known behind the last row. */
    boolean unterminated() {
        return reader.unterminated();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        reader.close();
    }
}
