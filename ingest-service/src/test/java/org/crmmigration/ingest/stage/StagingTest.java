package org.crmmigration.ingest.stage;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    private static final int AT_ONCE = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** The one who hands files in and the one who reads them meet where nothing was read before. */
    @Test
    void isOpenedBySeveralAtOnce() {
        assertThatCode(() -> {
                    for (int round = 0; round < 100; round++) {
                        openAtOnce(new Staging(directory, "m" + round));
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void openAtOnce(Staging staging) throws Exception {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> opened = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                opened.add(threads.submit(() -> {
                    together.await();
                    staging.rows().close();
                    return null;
                }));
            }
            for (Future<?> one : opened) {
                one.get();
            }
        }
    }
}
