package org.crmmigration.ingest.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTableTest {

    private static final int EXPORTS = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** A process that was killed takes an export up again while the next one is handed in. */
    @Test
    void takesAnExportWhileProgressOfAnotherIsNoted() throws Exception {
        ExportTable table = new ExportTable(new Staging(directory, "m"));
        Export first = add(table);
        AtomicBoolean enough = new AtomicBoolean();

        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> noted = threads.submit(() -> {
                for (long rows = 0; !enough.get(); rows++) {
                    table.progress(first, Export.State.READING, rows, 0, "");
                }
            });
            try {
                for (int i = 1; i < EXPORTS; i++) {
                    assertThat(add(table).id()).isEqualTo("export-" + (i + 1));
                }
            } finally {
                enough.set(true);
            }
            noted.get();
        }

        assertThat(table.all()).extracting(Export::seq).hasSize(EXPORTS).doesNotHaveDuplicates();
    }

    private static Export add(ExportTable table) {
        return table.add(List.of(Path.of("contacts.csv")), Map.of(), Instant.EPOCH);
    }
}
