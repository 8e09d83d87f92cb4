package org.crmmigration.mapping.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Mapping files that were handed in: one file a migration, replaced as a whole, so that none is ever half a file. */
public final class Drafts {

    private final Path directory;

    /** Drafts in a directory, made when needed. */
    public Drafts(Path directory) {
        this.directory = directory;
    }

    Optional<String> find(String migration) {
        Path file = file(migration);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the draft of migration " + migration + " cannot be read", e);
        }
    }

    void save(String migration, String text) {
        try {
            Files.createDirectories(directory);
            Path half = Files.createTempFile(directory, migration, ".tmp");
            Files.write(half, text.getBytes(StandardCharsets.UTF_8));
            Files.move(half, file(migration), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the draft of migration " + migration + " cannot be saved", e);
        }
    }

    private Path file(String migration) {
        if (!migration.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("a migration's name has small letters, digits and hyphens");
        }
        return directory.resolve(migration + ".yaml");
    }
}
