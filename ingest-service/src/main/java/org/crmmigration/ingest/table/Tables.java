package org.crmmigration.ingest.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.IngestException;

/** The tables of one piece of work; their files go when it ends, and what an interrupted one left goes when it begins. */
public final class Tables implements AutoCloseable {

    private static final int ZEROS = 1 << 16;

    private final Path directory;
    private final Arena arena = Arena.ofShared();
    private final List<FileChannel> open = new ArrayList<>();

    /** Tables in a directory of their own. */
    public Tables(Path directory) {
        this.directory = directory;
        delete();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table without rows.
     *
     * @param bytes how many a row has
     */
    public FixedRows rows(int bytes) {
        return new FixedRows(file(), arena, bytes);
    }

    /** An index without entries. */
    public LongIndex index() {
        return new LongIndex(this::file, arena);
    }

    @Override
    public void close() {
        arena.close();
        try {
            for (FileChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete();
    }

    /** Maps bytes that are zero. They are written first: a disk that is full is noticed here, and not as a fault later. */
    static MemorySegment map(FileChannel file, long at, long size, Arena arena) {
        try {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            for (long done = 0; done < size; ) {
                zeros.limit((int) Math.min(ZEROS, size - done)).rewind();
                done += file.write(zeros, at + done);
            }
            return file.map(FileChannel.MapMode.READ_WRITE, at, size, arena);
        } catch (IOException e) {
            throw new IngestException("a scratch file could not be written; is the disk full?", e);
        }
    }

    private FileChannel file() {
        try {
            FileChannel channel = FileChannel.open(
                    directory.resolve(open.size() + ".table"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            open.add(channel);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
