package org.crmmigration.ingest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.crmmigration.ingest.stage.RecordHashes.Known;
import org.crmmigration.ingest.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordHashesTest {

    private static final int MANY = 20_000;

    @TempDir
    Path directory;

    @Test
    void findsTheHashOfEachKeyThatWasWritten() {
        // Given
        Path file = directory.resolve("hashes");
        write(file, MANY);

        try (Tables tables = new Tables(directory.resolve("scratch"))) {
            // When
            RecordHashes hashes = new RecordHashes(file, tables);

            // Then
            for (int i = 0; i < MANY; i++) {
                assertThat(hashes.of("contact:" + i)).contains(new Known(hash(i), i * 100L));
            }
            assertThat(hashes.of("contact:" + MANY)).isEmpty();
        }
    }

    @Test
    void forgetsWhatStoodThereBeforeItWasWrittenAnew() {
        // Given
        Path file = directory.resolve("hashes");
        write(file, MANY);
        write(file, 2);

        try (Tables tables = new Tables(directory.resolve("scratch"))) {
            // When
            RecordHashes hashes = new RecordHashes(file, tables);

            // Then
            assertThat(hashes.of("contact:1")).contains(new Known(hash(1), 100));
            assertThat(hashes.of("contact:2")).isEmpty();
        }
    }

    @Test
    void isEmptyWithoutAFile() {
        try (Tables tables = new Tables(directory.resolve("scratch"))) {
            assertThat(new RecordHashes(directory.resolve("none"), tables).of("contact:1"))
                    .isEmpty();
        }
    }

    private static void write(Path file, int many) {
        try (RecordHashes.Writer writer = new RecordHashes.Writer(file)) {
            for (int i = 0; i < many; i++) {
                writer.add("contact:" + i, hash(i), i * 100L);
            }
            writer.force();
        }
    }

    private static String hash(int i) {
        return "%032x".formatted(i * 7919L);
    }
}
