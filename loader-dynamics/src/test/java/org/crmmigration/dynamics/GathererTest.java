package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GathererTest {

    private final Wiretap wire = new Wiretap(true);
    private final DynamicsApi api = new DynamicsApi(wire, Map.of());
    private final Gatherer<Row, RowResult> gatherer = new Gatherer<>(
            new RowWriter(api, DynamicsSettings.defaults(), new Patience(pause -> {}, "kartra"), new BulkTables(api)),
            () -> 2);

    private static Row row(int number, @Nullable String parent) {
        return new Row(RowType.CONTACT, "id-" + number, Json.object().put("lastname", "L"), null, parent);
    }

    @Test
    void givesEveryRowItsOwnResult() throws Exception {
        // Given
        wire.poison.add("id-17");
        List<Future<RowResult>> results;

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            results = IntStream.range(0, 500)
                    .mapToObj(i -> threads.submit(() -> gatherer.handle(row(i, null))))
                    .toList();
        }

        // Then
        assertThat(results.get(17).get()).isInstanceOf(RowResult.Failed.class);
        assertThat(wire.rows).hasSize(499);
        for (int i = 0; i < 500; i++) {
            assertThat(results.get(i).get() instanceof RowResult.Created).isEqualTo(i != 17);
        }
    }

    @Test
    void writesAllRowsOfOneParent() throws Exception {
        // Given
        List<Future<RowResult>> results;

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            results = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> gatherer.handle(row(i, "/accounts(" + i % 3 + ")"))))
                    .toList();
        }

        // Then
        for (Future<RowResult> result : results) {
            assertThat(result.get()).isInstanceOf(RowResult.Created.class);
        }
        assertThat(wire.rows).hasSize(200);
    }

    @Test
    void createsALoneRowWithoutWaitingForCompany() {
        // When
        RowResult result = gatherer.handle(row(1, null));

        // Then
        assertThat(result).isInstanceOf(RowResult.Created.class);
        assertThat(wire.calls("contacts({id})")).isEqualTo(1);
    }
}
