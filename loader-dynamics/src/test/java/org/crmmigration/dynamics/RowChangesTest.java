package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.crmmigration.dynamics.RowChanges.Change;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.junit.jupiter.api.Test;

class RowChangesTest {

    private static String id(int number) {
        return new UUID(5, number).toString();
    }

    private static List<Change> changes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Change(RowType.CONTACT, id(i), Json.object().put("lastname", "L" + i)))
                .toList();
    }

    private static Wiretap environment(boolean bulk, int rows) {
        Wiretap wire = new Wiretap(bulk);
        IntStream.range(0, rows).forEach(i -> wire.rows.add(id(i)));
        return wire;
    }

    private static List<Optional<CrmFault>> send(Wiretap wire, int count) {
        DynamicsApi api = new DynamicsApi(wire, Map.of());
        Patience patience = new Patience(pause -> {}, "kartra");
        return new RowChanges(
                        api, DynamicsSettings.defaults(), patience, new BulkTables(api), new Batches(api, patience, 10))
                .handle(changes(count));
    }

    @Test
    void changesAHundredRowsInOneCall() {
        // Given
        Wiretap wire = environment(true, 100);

        // When
        List<Optional<CrmFault>> faults = send(wire, 100);

        // Then
        assertThat(faults).hasSize(100).allMatch(Optional::isEmpty);
        assertThat(wire.calls("UpdateMultiple")).isEqualTo(1);
        assertThat(wire.calls("$batch")).isZero();
    }

    @Test
    void findsTheRowThatIsGoneAndDoesNotMakeItAgain() {
        // Given
        Wiretap wire = environment(true, 100);
        wire.rows.remove(id(42));

        // When
        List<Optional<CrmFault>> faults = send(wire, 100);

        // Then
        assertThat(faults).filteredOn(Optional::isEmpty).hasSize(99);
        assertThat(faults.get(42))
                .get()
                .isInstanceOfSatisfying(
                        CrmFault.Rejected.class,
                        fault -> assertThat(fault.gone()).isTrue());
        assertThat(wire.rows).hasSize(99);
    }

    @Test
    void sendsBatchesWhereTheTableHasNoBulkMessage() {
        // Given
        Wiretap wire = environment(false, 25);

        // When
        List<Optional<CrmFault>> faults = send(wire, 25);

        // Then
        assertThat(faults).allMatch(Optional::isEmpty);
        assertThat(wire.calls("$batch")).isEqualTo(3);
        assertThat(wire.calls("UpdateMultiple")).isZero();
    }
}
