package org.crmmigration.ingest.stage;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.stage.Payloads.Place;

/**
 * Rows of which there are millions and that nobody looks up one by one, in the order in which they were read: a few numbers
 * each, in a file beside the database, which says how many rows of which file are in it. So rows are lasting with the commit
 * behind {@link #save}, and those that an interruption left behind are overwritten.
 */
public final class RowLog implements AutoCloseable {

    private static final int ROW = 4 * Long.BYTES;
    private static final int BUFFER = ROW << 13;

    private final Sql sql;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long written;

    /** Opens the log as the database knows it. */
    RowLog(Sql sql, Path file) {
        this.sql = sql;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IngestException("the staging file " + file.getFileName() + " cannot be opened", e);
        }
        written = sql.number("select max(first + many) from logged").orElse(0L);
    }

    /**
     * A row as it was read.
     *
     * @param file the file it stands in
     * @param line the line at which it begins
     * @param digest of all cells; equal rows have equal digests
     * @param place where its cells stand
     */
    public record Logged(long file, long line, long digest, Place place) {}

    /** Looks at a row. */
    public interface Visit {
        /** Called once per row. */
        void row(Logged row);
    }

    /** Adds a row. */
    public void add(long line, long digest, Place place) {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putLong(line).putLong(digest).putLong(place.at()).putLong(place.size());
        written++;
    }

    /** All rows added since the last time belong to a file, and are lasting with the next commit. */
    public void save(long file) {
        flush();
        long saved = sql.number("select max(first + many) from logged").orElse(0L);
        if (written == saved) {
            return;
        }
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.run(
                "insert into logged (file, first, many) values (?, ?, ?)"
                        + " on conflict (file) do update set many = many + excluded.many",
                file,
                saved,
                written - saved);
    }

    /** Forgets the rows of a file that is the last one with rows, or has none. */
    public void forget(long file) {
        buffer.clear();
        sql.run("delete from logged where file = ?", file);
        written = sql.number("select max(first + many) from logged").orElse(0L);
    }

    /** Hands over all rows that were saved, as they were added. */
    public void each(Visit visit) {
        record Part(long file, long first, long many) {}
        List<Part> parts = new ArrayList<>();
        sql.each(
                "select file, first, many from logged order by first",
                row -> parts.add(new Part(row.number(1), row.number(2), row.number(3))));
        for (Part part : parts) {
            read(part.file(), part.first(), part.many(), visit);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(long file, long first, long many, Visit visit) {
        ByteBuffer some = ByteBuffer.allocate(BUFFER);
        for (long row = first; row < first + many; ) {
            some.clear().limit((int) Math.min(BUFFER, (first + many - row) * ROW));
            fill(some, row * ROW);
            for (some.flip(); some.hasRemaining(); row++) {
                visit.row(new Logged(
                        file, some.getLong(), some.getLong(), new Place(some.getLong(), (int) some.getLong())));
            }
        }
    }

    private void fill(ByteBuffer some, long at) {
        try {
            while (some.hasRemaining()) {
                if (channel.read(some, at + some.position()) < 0) {
                    throw new EOFException("it ends at " + at);
                }
            }
        } catch (IOException e) {
            throw new IngestException("the log of staged rows cannot be read", e);
        }
    }

    private void flush() {
        try {
            buffer.flip();
            long at = written * ROW - buffer.remaining();
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            buffer.clear();
        } catch (IOException e) {
            throw new IngestException("the log of staged rows could not be written; is the disk full?", e);
        }
    }
}
