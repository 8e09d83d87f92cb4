package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class BulkCreationTest {

    private static final ObjectKey POISON = person(5);

    private final ScriptedCrm crm = new ScriptedCrm()
            .on(
                    "capabilities",
                    _ -> new CrmCapabilities(
                            Map.of("person", Strategy.OWN_ID), Map.of("person", 10), Map.of(), Set.of(), 1))
            .on("create", arguments -> written((ObjectToWrite) arguments[0]))
            .on(
                    "createMany",
                    arguments -> ((List<?>) arguments[0])
                            .stream()
                                    .map(object -> written((ObjectToWrite) object))
                                    .toList());
    private final CommandsBench bench = new CommandsBench(crm.client());

    @Test
    void createsManyInOneCall() {
        // When
        List<Result> results = bench.bulk().create(works(4));
        // Then
        assertThat(results).extracting(Result::crmId).containsExactly("id-0", "id-1", "id-2", "id-3");
        assertThat(results).extracting(Result::confirmedHash).first().isEqualTo("hash-contact:0");
        assertThat(crm.calls()).containsExactly("createMany");
    }

    @Test
    void halvesUntilThePoisonStandsAlone() {
        // When
        List<Result> results = bench.bulk().create(works(8));
        // Then
        assertThat(results.get(5).status()).isEqualTo(Status.FAILED);
        assertThat(results)
                .filteredOn(result -> result.status() == Status.CREATED)
                .hasSize(7);
        assertThat(results.get(7).crmId()).isEqualTo("id-7");
    }

    @Test
    void sendsWhatIsThereAlreadyItsOwnWay() {
        // Given
        bench.known.put(person(1), CommandsBench.stands(person(1), Status.CREATED, "id-1", "hash-contact:1"));
        // When
        List<Result> results = bench.bulk().create(works(3));
        // Then
        assertThat(results)
                .extracting(Result::status)
                .containsExactly(Status.CREATED, Status.UNCHANGED, Status.CREATED);
    }

    private static List<Work> works(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> CommandsBench.work(i, person(i), Map.of("name", new Value.Text("Ann"))))
                .toList();
    }

    private static ObjectKey person(long i) {
        return new ObjectKey("person", "contact:" + i);
    }

    private static Written written(ObjectToWrite object) {
        if (object.key().equals(POISON)) {
            throw new CrmFault.Rejected(Detail.of("validation", "no"));
        }
        return Written.of("id-" + object.key().sourceKey().substring("contact:".length()), "{}");
    }
}
