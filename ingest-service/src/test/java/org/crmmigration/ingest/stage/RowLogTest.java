package org.crmmigration.ingest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.RowLog.Logged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowLogTest {

    /** More than are written at once. */
    private static final int MANY = 20_000;

    @TempDir
    Path directory;

    @Test
    void handsOverRowsFileByFileAsTheyWereAdded() {
        try (Sql sql = new Staging(directory, "acme").rows();
                RowLog log = new Staging(directory, "acme").log(sql)) {
            // Given
            add(log, 0, MANY);
            log.save(3);
            add(log, MANY, MANY + 1);
            log.save(7);
            add(log, MANY + 1, MANY + 5);
            log.save(7);

            // When
            List<Logged> rows = rows(log);

            // Then
            assertThat(rows).hasSize(MANY + 5);
            assertThat(rows.getLast()).isEqualTo(new Logged(7, MANY + 4, 3L * (MANY + 4), new Place(MANY + 4, 9)));
            assertThat(rows).filteredOn(row -> row.file() == 3).hasSize(MANY);
        }
    }

    @Test
    void overwritesWhatStandsBehindTheLastCommit() {
        // Given
        try (Sql sql = new Staging(directory, "acme").rows();
                RowLog log = new Staging(directory, "acme").log(sql)) {
            add(log, 0, 10);
            log.save(1);
            sql.commit();
            add(log, 10, MANY);
            log.save(1);
        }

        // When
        try (Sql sql = new Staging(directory, "acme").rows();
                RowLog log = new Staging(directory, "acme").log(sql)) {
            add(log, 500, 502);
            log.save(1);

            // Then
            assertThat(rows(log)).extracting(Logged::line).hasSize(12).endsWith(9L, 500L, 501L);
        }
    }

    @Test
    void forgetsTheRowsOfTheLastFile() {
        try (Sql sql = new Staging(directory, "acme").rows();
                RowLog log = new Staging(directory, "acme").log(sql)) {
            // Given
            add(log, 0, 10);
            log.save(1);
            add(log, 10, 20);
            log.save(2);
            add(log, 20, 25);

            // When
            log.forget(2);
            add(log, 30, 31);
            log.save(3);

            // Then
            assertThat(rows(log))
                    .hasSize(11)
                    .last()
                    .extracting(Logged::file, Logged::line)
                    .containsExactly(3L, 30L);
        }
    }

    private static void add(RowLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add(i, 3L * i, new Place(i, 9));
        }
    }

    private static List<Logged> rows(RowLog log) {
        List<Logged> rows = new ArrayList<>();
        log.each(rows::add);
        return rows;
    }
}
