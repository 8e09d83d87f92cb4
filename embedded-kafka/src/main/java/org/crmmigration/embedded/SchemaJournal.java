package org.crmmigration.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registry's changes in one file, a JSON line each, on disk before the caller is answered. A line cut off by a kill
 * was never acknowledged and is dropped on opening.
 */
final class SchemaJournal implements AutoCloseable {
    private final JsonMapper json = JsonMapper.shared();
    private final Path file;
    private final FileChannel channel;

    SchemaJournal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failure("cannot be opened", e);
        }
    }

    /** All changes so far; to be called once, before the first {@link #append}. */
    List<SchemaChange> replay() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            channel.truncate(end).position(end);
            List<SchemaChange> changes = new ArrayList<>();
            for (String line :
                    new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList()) {
                changes.add(json.readValue(line, SchemaChange.class));
            }
            return changes;
        } catch (IOException | JacksonException e) {
            throw failure("cannot be read; restore it, for the schemas of all stored records are in it", e);
        }
    }

    void append(SchemaChange change) {
        byte[] line =
                (json.writerFor(SchemaChange.class).writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer rest = ByteBuffer.wrap(line);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        } catch (IOException e) {
            throw failure("cannot be written; check the free space", e);
        }
    }

    private EmbeddedPlatformException failure(String what, Exception cause) {
        return new EmbeddedPlatformException("The schema registry's file " + file + " " + what, cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure("cannot be closed", e);
        }
    }
}
