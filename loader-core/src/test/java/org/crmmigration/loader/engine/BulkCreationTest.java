package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkCreationTest {

    private final Set<ObjectKey> poison = new HashSet<>(Set.of(person(5)));
    private final Set<ObjectKey> lost = new HashSet<>();
    private final Map<ObjectKey, Integer> there = new HashMap<>();

    private final ScriptedCrm crm = new ScriptedCrm()
            .on(
                    "capabilities",
                    _ -> new CrmCapabilities(
                            Map.of("person", Strategy.OWN_ID), Map.of("person", 10), Map.of(), Set.of(), 1))
            .on("create", arguments -> written((ObjectToWrite) arguments[0]))
            .on("createMany", arguments -> many((List<?>) arguments[0]));
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void findsThePoisonWhereverItStands(int position) {
        // Given
        poison.clear();
        poison.add(person(position));
        // When
        List<Result> results = bench.bulk().create(works(10));
        // Then
        assertThat(failed(results)).containsExactly(position);
        assertThat(there).hasSize(9);
        assertThat(crm.calls()).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void findsTwoPoisonsWhereverTheyStand() {
        for (int first = 0; first < 8; first++) {
            for (int second = first + 1; second < 8; second++) {
                // Given
                there.clear();
                poison.clear();
                poison.addAll(List.of(person(first), person(second)));
                // When
                List<Result> results = bench.bulk().create(works(8));
                // Then
                assertThat(failed(results)).containsExactly(first, second);
                assertThat(there).hasSize(6);
            }
        }
    }

    @Test
    void repeatsSafelyWhenTheAnswerInTheMiddleIsLost() {
        // Given
        lost.addAll(List.of(person(2), person(7)));
        // When
        List<Result> results = bench.bulk().create(works(10));
        // Then
        assertThat(failed(results)).containsExactly(5);
        assertThat(there).hasSize(9);
        assertThat(results)
                .filteredOn(result -> result.status() == Status.CREATED)
                .extracting(Result::crmId)
                .doesNotHaveDuplicates()
                .hasSize(9);
        assertThat(lost).isEmpty();
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

    /** Taking over has calls of its own, which clients put together when they are made at the same time. */
    @Test
    void takesOverWhatWasThereBeforeSideBySideAndCreatesTheRest() {
        // Given
        Set<ObjectKey> before = Set.of(person(1), person(2));
        CountDownLatch together = new CountDownLatch(before.size());
        crm.on("isThere", arguments -> before.contains(((ObjectToWrite) arguments[0]).key()))
                .on("planAdoption", arguments -> {
                    together.countDown();
                    awaitAll(together);
                    String id = "old-" + ((ObjectToWrite) arguments[0]).key();
                    return Optional.of(new UpdatePlan("person", id, "{}", "{}", "{}", List.of()));
                });

        // When
        List<Result> results = bench.bulk().create(matched(4));

        // Then
        assertThat(results)
                .extracting(Result::status)
                .containsExactly(Status.CREATED, Status.ADOPTED, Status.ADOPTED, Status.CREATED);
        assertThat(results.get(1).crmId()).isEqualTo("old-" + person(1));
        assertThat(there.keySet()).containsExactlyInAnyOrder(person(0), person(3));
        assertThat(crm.calls()).containsOnlyOnce("createMany");
    }

    @Test
    void letsEachObjectMeetWhatStandsInTheWayOfLooking() {
        // Given
        crm.on("isThere", _ -> {
                    throw new CrmFault.Rejected(Detail.of("column-missing", "no"));
                })
                .on("planAdoption", _ -> {
                    throw new CrmFault.Rejected(Detail.of("column-missing", "no"));
                });

        // When
        List<Result> results = bench.bulk().create(matched(3));

        // Then
        assertThat(results).extracting(Result::status).containsOnly(Status.FAILED);
        assertThat(there).isEmpty();
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Work> matched(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> CommandsBench.work(
                        i,
                        person(i),
                        Map.of("name", new Value.Text("Ann"), "match", new Value.Texts(List.of("email")))))
                .toList();
    }

    private static List<Integer> failed(List<Result> results) {
        return IntStream.range(0, results.size())
                .filter(i -> results.get(i).status() == Status.FAILED)
                .boxed()
                .toList();
    }

    private static List<Work> works(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> CommandsBench.work(i, person(i), Map.of("name", new Value.Text("Ann"))))
                .toList();
    }

    private static ObjectKey person(long i) {
        return new ObjectKey("person", "contact:" + i);
    }

    /** All or nothing; the answer to a call that holds a lost object never comes, though it took effect. */
    private List<Written> many(List<?> objects) {
        List<ObjectToWrite> all =
                objects.stream().map(ObjectToWrite.class::cast).toList();
        if (all.stream().anyMatch(object -> poison.contains(object.key()))) {
            throw new CrmFault.Rejected(Detail.of("validation", "no"));
        }
        List<Written> written = all.stream().map(this::written).toList();
        if (all.stream().map(ObjectToWrite::key).anyMatch(lost::remove)) {
            throw new CrmFault.OutcomeUnknown(Detail.of("time-out", "no answer"), null);
        }
        return written;
    }

    private Written written(ObjectToWrite object) {
        if (poison.contains(object.key())) {
            throw new CrmFault.Rejected(Detail.of("validation", "no"));
        }
        there.put(object.key(), 1);
        return Written.of("id-" + object.key().sourceKey().substring("contact:".length()), "{}");
    }
}
