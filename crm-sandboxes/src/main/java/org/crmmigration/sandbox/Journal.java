package org.crmmigration.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An append-only file with one line for each change, handed to the operating system before the change is answered. It
 * survives the death of the process, not of the machine: there is no fsync.
 */
public final class Journal implements AutoCloseable {

    private final @Nullable FileChannel file;

    private Journal(@Nullable FileChannel file) {
        this.file = file;
    }

    public static Journal none() {
        return new Journal(null);
    }

    /** Opens the file for appending and cuts off a line that a dying process left unfinished. */
    public static Journal appendTo(Path path) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file.truncate(endOfLastLine(file));
            file.position(file.size());
            return new Journal(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open journal " + path, e);
        }
    }

    /** Hands over each change of a journal file, oldest first; the value is null for a removal. */
    static void replay(Path path, Consumer<Change> changes) {
        lines(path, line -> {
            ObjectNode change = Json.parseObject(line);
            JsonNode row = change.get("row");
            changes.accept(new Change(
                    change.path("table").asString(),
                    change.path("id").asLong(),
                    row instanceof ObjectNode object ? object : null));
        });
    }

    /** Hands over each line of a journal file, oldest first. */
    public static void lines(Path path, Consumer<String> lines) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read journal " + path, e);
        }
    }

    /** One change; the row is null for a removal. */
    record Change(String table, long id, @Nullable ObjectNode row) {}

    void put(String table, long id, String row) {
        append("{\"table\":\"" + table + "\",\"id\":" + id + ",\"row\":" + row + "}\n");
    }

    void remove(String table, long id) {
        append("{\"table\":\"" + table + "\",\"id\":" + id + ",\"row\":null}\n");
    }

    /** Appends one line in a form of the caller's own; text without line ends. */
    public void line(String text) {
        append(text + "\n");
    }

    /** Forgets everything written so far. */
    public void restart() {
        if (file == null) {
            return;
        }
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the journal", e);
        }
    }

    private void append(String line) {
        if (file == null) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal", e);
        }
    }
}
