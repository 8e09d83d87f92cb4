package org.crmmigration.reconcile.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes a migration's secret where none was given: a file only this user can read. Losing it changes every key. */
public final class SecretFiles {

    private static final int BYTES = 32;

    private final Path directory;
    private final SecureRandom random;

    /** Secrets in a directory. */
    public SecretFiles(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /** A reference to the migration's secret, which is made unless it exists. */
    String reference(String migration) {
        Path file = directory.resolve(migration + ".key").toAbsolutePath();
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return "${file:" + file + "}";
        } catch (IOException e) {
            throw new UncheckedIOException("the migration's secret cannot be written to " + file, e);
        }
    }

    /** Deletes the secret made for a migration; one that was given from elsewhere is not ours to delete. */
    void delete(String migration) {
        try {
            Files.deleteIfExists(directory.resolve(migration + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException("the secret of " + migration + " cannot be deleted", e);
        }
    }

    /** Complete or not there; a temporary file is its owner's alone. */
    private void write(Path file) throws IOException {
        Files.createDirectories(directory);
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Path draft = Files.createTempFile(directory, "secret", ".draft");
        Files.writeString(draft, HexFormat.of().formatHex(secret));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
