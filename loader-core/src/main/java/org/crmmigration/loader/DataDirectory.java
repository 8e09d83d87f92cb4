package org.crmmigration.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import org.crmmigration.loader.engine.Owner;

/**
 * The directory of views and budgets, locked as long as this process lives. Its id marks our intents: whoever holds the
 * lock and finds an intent with this id knows that the process which wrote it is dead.
 */
final class DataDirectory implements AutoCloseable {

    private final FileChannel lock;
    private final Owner owner;

    private DataDirectory(FileChannel lock, Owner owner) {
        this.lock = lock;
        this.owner = owner;
    }

    /**
     * Locks the directory.
     *
     * @throws IllegalStateException when another process has it
     */
    static DataDirectory open(Path directory, Clock clock) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("loader.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalStateException("another loader uses " + directory
                        + "; give each its own crm.loader.data-dir, or stop the other one");
            }
            return new DataDirectory(channel, new Owner(id(directory.resolve("owner-id")), clock.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("crm.loader.data-dir " + directory + " cannot be used", e);
        }
    }

    Owner owner() {
        return owner;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String id(Path file) throws IOException {
        if (Files.exists(file)) {
            String known = Files.readString(file).strip();
            if (!known.isEmpty()) {
                return known;
            }
        }
        String fresh = UUID.randomUUID().toString();
        Files.writeString(file, fresh);
        return fresh;
    }
}
