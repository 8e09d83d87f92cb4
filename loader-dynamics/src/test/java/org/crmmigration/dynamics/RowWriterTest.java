package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriterTest {

    private static List<Row> contacts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row(RowType.CONTACT, "id-" + i, Json.object().put("lastname", "L" + i), null, null))
                .toList();
    }

    private static RowWriter writer(Wiretap wire) {
        DynamicsApi api = new DynamicsApi(wire, Map.of());
        Patience none = new Patience(
                pause -> {
                    throw new AssertionError("nothing is to be waited for");
                },
                "kartra");
        return new RowWriter(api, DynamicsSettings.defaults(), none, new BulkTables(api));
    }

    /** Every row would fail alike, so the lane is to wait for a person; and nobody waits for it again and again. */
    @Test
    void asksForAColumnOfOursThatIsGone() {
        // Given
        Wiretap wire = new Wiretap(true);
        wire.unknown = "kartra_colour";
        List<Duration> waits = new ArrayList<>();
        DynamicsApi api = new DynamicsApi(wire, Map.of());
        RowWriter writer = new RowWriter(
                api, DynamicsSettings.defaults(), new Patience(waits::add, "kartra"), new BulkTables(api));
        List<Row> rows = contacts(100);
        rows.forEach(row -> row.body().put("kartra_colour", "red"));

        // When
        List<RowResult> first = writer.create(rows);
        List<RowResult> second = writer.create(rows);

        // Then
        assertThat(first).hasSize(100);
        assertThat(List.of(first.getFirst(), second.getLast()))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                RowResult.Failed.class,
                                failed -> assertThat(failed.fault())
                                        .isInstanceOfSatisfying(
                                                CrmFault.Unavailable.class,
                                                gone -> assertThat(gone.needsAdmin())
                                                        .isTrue())
                                        .hasMessageContaining("column kartra_colour")));
        assertThat(wire.calls("CreateMultiple")).isEqualTo(waits.size() + 2L);
        assertThat(waits).hasSize(4);
    }

    @Test
    void createsAHundredRowsInOneCall() {
        // Given
        Wiretap wire = new Wiretap(true);

        // When
        List<RowResult> results = writer(wire).create(contacts(100));

        // Then
        assertThat(results).hasSize(100).allMatch(RowResult.Created.class::isInstance);
        assertThat(wire.calls("CreateMultiple")).isEqualTo(1);
        assertThat(wire.rows).hasSize(100);
    }

    @Test
    void findsThePoisonRowAndCreatesTheOthers() {
        // Given
        Wiretap wire = new Wiretap(true);
        wire.poison.add("id-42");

        // When
        List<RowResult> results = writer(wire).create(contacts(100));

        // Then
        assertThat(results.get(42)).isInstanceOf(RowResult.Failed.class);
        assertThat(results).filteredOn(RowResult.Created.class::isInstance).hasSize(99);
        assertThat(wire.rows).hasSize(99);
    }

    @Test
    void meetsItsOwnRowsAfterALostAnswer() {
        // Given
        Wiretap wire = new Wiretap(true);
        RowWriter writer = writer(wire);
        writer.create(contacts(30));

        // When
        List<RowResult> again = writer.create(contacts(30));

        // Then
        assertThat(again).allMatch(RowResult.Existed.class::isInstance);
        assertThat(wire.rows).hasSize(30);
    }

    @Test
    void fallsBackToBatchesWhereTheTableHasNoBulkMessage() {
        // Given
        Wiretap wire = new Wiretap(false);
        wire.poison.add("id-3");

        // When
        List<RowResult> results = writer(wire).create(contacts(25));

        // Then
        assertThat(wire.calls("$batch")).isEqualTo(3);
        assertThat(wire.calls("CreateMultiple")).isZero();
        assertThat(results.get(3)).isInstanceOf(RowResult.Failed.class);
        assertThat(wire.rows).hasSize(24);
    }

    @Test
    void leavesBulkCallsWhoseIdsAreNotOurs() {
        // Given
        Wiretap wire = new Wiretap(true);
        wire.ownIds = true;

        // When
        List<RowResult> results = writer(wire).create(contacts(30));

        // Then
        assertThat(results).allMatch(RowResult.Created.class::isInstance);
        assertThat(wire.calls("CreateMultiple")).isEqualTo(1);
        assertThat(wire.rows).hasSize(30).allMatch(id -> id.startsWith("id-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void givesCreationDatesWithoutTimeWhereTimeIsRefused(int count) {
        // Given
        Wiretap wire = new Wiretap(true);
        wire.daysOnly = true;
        List<Row> rows = contacts(count);
        rows.forEach(row -> row.body().put("overriddencreatedon", "2020-01-01T00:00:00Z"));

        // When
        List<RowResult> results = writer(wire).create(rows);

        // Then
        assertThat(results).allMatch(RowResult.Created.class::isInstance);
        assertThat(wire.sent.getLast().body())
                .contains("\"overriddencreatedon\":\"2020-01-01\"")
                .contains("lastname");
    }
}
