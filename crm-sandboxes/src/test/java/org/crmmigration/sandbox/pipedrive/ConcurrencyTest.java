package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    @Test
    void givesEachOfManyCreatesItsOwnIdAndLosesNone() throws Exception {
        try (Fixture it = Fixture.open();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int client = 0; client < 16; client++) {
                work.add(() -> createFifty(it));
            }
            List<Long> ids = new ArrayList<>();
            for (Future<List<Long>> done : clients.invokeAll(work)) {
                ids.addAll(done.get());
            }

            // Then
            assertThat(ids).hasSize(800).doesNotHaveDuplicates();
            assertThat(it.sandbox.content().path("counts").path("persons").asInt())
                    .isEqualTo(800);
            assertThat(it.sandbox.counters().read().of("POST /api/v2/persons")).isEqualTo(800);
        }
    }

    private static List<Long> createFifty(Fixture it) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(it.person("P"));
            it.api.get("/api/v2/persons?limit=50&sort_direction=desc");
        }
        return ids;
    }
}
