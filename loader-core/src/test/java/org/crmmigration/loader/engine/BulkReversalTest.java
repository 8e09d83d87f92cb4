package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.TestChains;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class BulkReversalTest {

    private final Set<String> there = new LinkedHashSet<>();
    private final Set<String> edited = new LinkedHashSet<>();
    private final Map<String, CrmFault> faults = new HashMap<>();
    private int bulkSize = 10;

    /** Where intents are committed: when a request is about to start. */
    private final ApiTransport wire =
            TestChains.startWindow(_ -> new ApiResponse(204, Map.of(), ""), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private final ScriptedCrm crm = new ScriptedCrm()
            .on("capabilities", _ -> new CrmCapabilities(Map.of(), Map.of("person", bulkSize), Map.of(), Set.of(), 1))
            .on("stand", arguments -> stand((Map<?, ?>) arguments[1]))
            .on("uses", _ -> Set.of())
            .on("deleteMany", arguments -> deleteMany((Collection<?>) arguments[1]))
            .on("delete", arguments -> there.remove(String.valueOf(arguments[1])));
    private final CommandsBench bench = new CommandsBench(crm.client());

    @Test
    void looksAtAllAndDeletesAllInTwoCalls() {
        // When
        List<Result> results = bench.bulkReversal().delete(works(5));
        // Then
        assertThat(results).extracting(Result::status).containsOnly(Status.DELETED);
        assertThat(results).extracting(Result::beforeImage).containsOnly("{\"there\":1}");
        assertThat(there).isEmpty();
        assertThat(calls()).containsExactly("stand", "deleteMany");
        assertThat(bench.intents)
                .hasSize(5)
                .allMatch(intent -> intent.operation() == Operation.DELETE)
                .extracting(Intent::beforeImage)
                .containsOnly("{\"there\":1}");
    }

    @Test
    void deletesOneByOneWhereTheCrmHasNothingElse() {
        // Given
        bulkSize = 1;
        // When
        List<Result> results = bench.bulkReversal().delete(works(3));
        // Then
        assertThat(results).extracting(Result::status).containsOnly(Status.DELETED);
        assertThat(calls()).containsExactly("stand", "delete", "delete", "delete");
    }

    @Test
    void keepsWhatAPersonChangedAndCountsWhatIsGone() {
        // Given
        List<Work> works = works(4);
        edited.add("id-1");
        there.remove("id-2");
        // When
        List<Result> results = bench.bulkReversal().delete(works);
        // Then
        assertThat(results)
                .extracting(Result::status)
                .containsExactly(Status.DELETED, Status.CONFLICT, Status.DELETED, Status.DELETED);
        assertThat(there).containsExactly("id-1");
        assertThat(bench.intents).hasSize(2);
    }

    @Test
    void failsOnlyWhatIsRefused() {
        // Given
        List<Work> works = works(3);
        faults.put("id-1", new CrmFault.Rejected(Detail.of("has-dependents", "no")));
        // When
        List<Result> results = bench.bulkReversal().delete(works);
        // Then
        assertThat(results).extracting(Result::status).containsExactly(Status.DELETED, Status.FAILED, Status.DELETED);
        assertThat(results.get(1).crmId()).isEqualTo("id-1");
    }

    @Test
    void deletesAloneWhatHasNoCertainAnswer() {
        // Given
        List<Work> works = works(3);
        faults.put("id-2", new CrmFault.OutcomeUnknown(Detail.of("unanswered", "no answer"), null));
        // When
        List<Result> results = bench.bulkReversal().delete(works);
        // Then
        assertThat(results).extracting(Result::status).containsOnly(Status.DELETED);
        assertThat(there).isEmpty();
        assertThat(calls()).containsExactly("stand", "deleteMany", "stand", "delete");
    }

    private List<String> calls() {
        return crm.calls().stream().filter(call -> !call.equals("capabilities")).toList();
    }

    private Map<String, Standing> stand(Map<?, ?> last) {
        return last.keySet().stream()
                .map(String::valueOf)
                .filter(there::contains)
                .collect(Collectors.toMap(id -> id, id -> new Standing("{\"there\":1}", edits(id))));
    }

    private List<Conflict> edits(String id) {
        return edited.contains(id) ? List.of(new Conflict("name", "ours", "theirs")) : List.of();
    }

    private Map<String, CrmFault> deleteMany(Collection<?> ids) {
        var _ = wire.send(new ApiRequest("DELETE", "/", "/", Map.of(), Map.of(), null, true));
        ids.stream().map(String::valueOf).filter(id -> !faults.containsKey(id)).forEach(there::remove);
        return faults;
    }

    /** Deletions of persons that were written by the commands at the same offsets. */
    private List<Work> works(int count) {
        LaneHold hold = new LaneHold(Clock.systemUTC(), new Backoff(Duration.ZERO, Duration.ZERO, new Random(1)));
        return LongStream.range(0, count)
                .mapToObj(i -> {
                    ObjectKey key = new ObjectKey("person", "contact:" + i);
                    Map<String, Value> fields = Map.of("name", new Value.Text("Ann"));
                    there.add("id-" + i);
                    bench.past.put(i, new ObjectCommand("run-0", 2, Action.UPSERT, key, "hash", fields, List.of()));
                    bench.known.put(key, new ObjectState(key, "id-" + i, "hash", i, "{}", null, List.of(), null, null));
                    return new Work(
                            100 + i,
                            new ObjectCommand("run-1", 0, Action.DELETE, key, "", Map.of(), List.of()),
                            new Calls(hold));
                })
                .toList();
    }
}
