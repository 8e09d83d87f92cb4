package org.crmmigration.ingest.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The tables of one piece of work; their files go when it ends, and what an interrupted one left goes when it begins. */
public final class Tables implements AutoCloseable {

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
