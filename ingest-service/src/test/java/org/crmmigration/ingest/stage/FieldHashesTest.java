package org.crmmigration.ingest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FieldHashesTest {

    private static final int MANY = 5_000;

    @TempDir
    Path directory;

    @Test
    void findsTheFieldsOfEachRecordWhereTheyWerePut() {
        // Given
        Path file = directory.resolve("fields");
        List<long[]> put = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        Random random = new Random(1);
        try (FieldHashes.Writer writer = new FieldHashes.Writer(file)) {
            for (int i = 0; i < MANY; i++) {
                long[] fields = random.longs(random.nextInt(40)).toArray();
                put.add(fields);
                places.add(writer.add(fields));
            }
            writer.force();
        }

        // When
        try (FieldHashes hashes = new FieldHashes(file)) {
            // Then
            for (int i = 0; i < MANY; i++) {
                assertThat(hashes.at(places.get(i))).isEqualTo(put.get(i));
            }
        }
    }

    @Test
    void keepsNameAndValueApart() {
        assertThat(FieldHashes.name(FieldHashes.field("city", -1))).isEqualTo("city".hashCode());
        assertThat(FieldHashes.field("city", -1)).isNotEqualTo(FieldHashes.field("city", 1));
        assertThat(FieldHashes.field("city", 7)).isNotEqualTo(FieldHashes.field("tags", 7));
    }

    @Test
    void knowsNoFieldsWithoutAFile() {
        try (FieldHashes hashes = new FieldHashes(directory.resolve("none"))) {
            assertThat(hashes.at(0)).isEmpty();
        }
    }
}
