package org.crmmigration.ingest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablesTest {

    @TempDir
    Path directory;

    @Test
    void keepsRowsBeyondOnePiece() {
        // Given
        try (Tables tables = new Tables(directory.resolve("t"))) {
            FixedRows rows = tables.rows(204);

            // When
            for (int i = 0; i < 50_000; i++) {
                int row = rows.add();
                rows.number(row, 0, i * 7L);
                rows.small(row, 196, -i);
                rows.bytes(row, 200, new byte[] {(byte) i, 1, 2, 3});
            }

            // Then
            assertThat(rows.count()).isEqualTo(50_000);
            for (int i = 0; i < 50_000; i += 997) {
                assertThat(rows.number(i, 0)).isEqualTo(i * 7L);
                assertThat(rows.number(i, 8)).isZero();
                assertThat(rows.small(i, 196)).isEqualTo(-i);
                assertThat(rows.bytes(i, 200, 4)).containsExactly(i, 1, 2, 3);
            }
        }
    }

    @Test
    void findsWhatWasPutAndNothingElse() {
        // Given
        Random random = new Random(5);
        Map<Long, Integer> expected = new HashMap<>();
        try (Tables tables = new Tables(directory.resolve("t"))) {
            LongIndex index = tables.index();

            // When
            for (int i = 0; i < 20_000; i++) {
                long hash = i % 3 == 0 ? i : random.nextLong();
                index.put(hash, i);
                expected.put(hash, i);
            }
            index.put(0, 4);
            expected.put(0L, 4);

            // Then
            expected.forEach((hash, number) -> assertThat(index.get(hash)).isEqualTo(number));
            assertThat(index.get(1)).isEqualTo(LongIndex.NONE);
            assertThat(index.get(random.nextLong())).isEqualTo(LongIndex.NONE);
        }
    }

    @Test
    void chainsOnlyWhatIsAskedFor() {
        // Given
        try (Tables tables = new Tables(directory.resolve("t"))) {
            Chains chains = new Chains(tables);
            chains.open(9);
            chains.open(9);

            // When
            chains.add(9, 1);
            chains.add(8, 2);
            chains.add(9, 3);

            // Then
            List<Integer> found = new ArrayList<>();
            for (int link = chains.first(9); link >= 0; link = chains.next(link)) {
                found.add(chains.value(link));
            }
            assertThat(found).containsExactly(3, 1);
            assertThat(chains.first(8)).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 33, 64, 1000, 4097})
    void sortsAndLeavesEqualOnesAsTheyWere(int many) {
        // Given
        Random random = new Random(many);
        int[] keys = random.ints(many, 0, Math.max(1, many / 3)).toArray();
        Ordinals ordinals = new Ordinals();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            ordinals.add(i);
            expected.add(i);
        }

        // When
        ordinals.sort((one, other) -> Integer.compare(keys[one], keys[other]));

        // Then
        expected.sort((one, other) -> Integer.compare(keys[one], keys[other]));
        List<Integer> sorted = new ArrayList<>();
        for (int i = 0; i < ordinals.count(); i++) {
            sorted.add(ordinals.at(i));
        }
        assertThat(sorted).isEqualTo(expected);
    }

    @Test
    void leavesNothingBehind() throws IOException {
        // Given
        Path files = directory.resolve("t");
        Files.createDirectories(files);
        Files.writeString(files.resolve("0.table"), "of an attempt that was interrupted");

        // When
        try (Tables tables = new Tables(files)) {
            int row = tables.rows(8).add();
            assertThat(row).isZero();
        }

        // Then
        assertThat(files).doesNotExist();
    }
}
