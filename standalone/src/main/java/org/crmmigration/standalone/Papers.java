package org.crmmigration.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Documents of one command in its output directory. */
final class Papers {

    private final Path directory;

    Papers(Path directory) {
        this.directory = directory;
    }

    /**
     * Looks, without making anything, whether documents can be written to a directory once they are there to be written.
     *
     * @throws Stop when they cannot
     */
    static void mustBeWritable(Path directory) {
        Path there = directory;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new Stop(
                    ExitCode.MACHINE,
                    "The documents cannot be written to " + directory + "; say where they can with --out DIR.");
        }
    }

    void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The documents cannot be written to " + directory + ": " + e, e);
        }
    }

    /** Keeps a copy in the state directory, for {@code migrate report}. */
    void keep(Path state) {
        Path kept = state.resolve("documents");
        try {
            Files.createDirectories(kept);
            try (var files = Files.list(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The documents cannot be kept in " + kept + ": " + e, e);
        }
    }
}
