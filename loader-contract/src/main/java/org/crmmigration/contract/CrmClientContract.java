package org.crmmigration.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.crmmigration.contract.VendorUnderTest.Trouble;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every loader promises, by topic, for every object type its vendor has a sample of. A vendor's module extends this
 * with its sandbox. What a vendor cannot do shows as skipped, with the reason.
 *
 * <p>Longer than a class should be, for it is one list of promises and is read as such.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CrmClientContract {

    private @Nullable VendorUnderTest started;

    /** Starts the vendor's sandbox; closed when all tests have run. */
    protected abstract VendorUnderTest start();

    @BeforeAll
    final void open() {
        started = start();
    }

    @AfterAll
    final void close() {
        if (started != null) {
            started.close();
        }
    }

    private VendorUnderTest subject() {
        if (started == null) {
            throw new IllegalStateException("the sandbox is not running");
        }
        return started;
    }

    private Bench furnished() {
        subject().reset();
        return Bench.furnished(subject());
    }

    private Stream<DynamicTest> each(BiConsumer<Bench, Sample> promise) {
        return each(sample -> true, "", promise);
    }

    private Stream<DynamicTest> each(Predicate<Sample> able, String otherwise, BiConsumer<Bench, Sample> promise) {
        return subject().samples().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> {
                    assumeTrue(able.test(sample), otherwise);
                    promise.accept(furnished(), sample);
                    assertThat(subject().violations()).isEmpty();
                }));
    }

    private Stream<DynamicTest> eachChangeable(BiConsumer<Bench, Sample> promise) {
        return each(sample -> sample.changedField() != null, "the type has no single field to change", promise);
    }

    private static String field(Sample sample) {
        return sample.changedField() == null ? "" : sample.changedField();
    }

    private static void assertSound(ReadBack readBack) {
        assertThat(readBack.present()).isTrue();
        assertThat(readBack.fields())
                .filteredOn(check -> check.verdict() == Verdict.DIFFERENT)
                .isEmpty();
    }

    /** Vocabulary may consist of parts, or be there already; anything else is one object. */
    private static void assertMadeOnce(Bench bench, Sample sample, long before) {
        if (sample.carriesKey()) {
            assertThat(bench.count(sample)).isEqualTo(before + 1);
        }
    }

    /** Objects are made once and look as asked. */
    @Nested
    class Creating {

        @TestFactory
        Stream<DynamicTest> makesOneObjectThatReadsBackAsWanted() {
            return each((bench, sample) -> {
                // Given
                long before = bench.count(sample);

                // When
                Written written = bench.create(sample);

                // Then
                assertSound(bench.readBack(written.crmId(), bench.object(sample)));
                assertThat(written.crmId()).isNotBlank();
                assertMadeOnce(bench, sample, before);
            });
        }

        @TestFactory
        Stream<DynamicTest> leavesNothingToUpdate() {
            return each((bench, sample) -> {
                // Given
                Written written = bench.create(sample);

                // When
                UpdatePlan plan = bench.client()
                        .planUpdate(written.crmId(), bench.object(sample), written.written())
                        .orElseThrow();

                // Then
                assertThat(plan.isEmpty()).isTrue();
                assertThat(plan.conflicts()).isEmpty();
            });
        }

        @TestFactory
        Stream<DynamicTest> readsManyBackAtOnce() {
            return each((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                Map<String, ObjectToWrite> expected = Map.of(written.crmId(), bench.object(sample));

                // When
                List<ReadBack> all = bench.client().readBack(sample.key().objectType(), expected);

                // Then
                assertThat(all).extracting(ReadBack::crmId).containsExactly(written.crmId());
            });
        }
    }

    /** The law of find: a create that took effect is found, one that did not is not. */
    @Nested
    class LostAnswers {

        @TestFactory
        Stream<DynamicTest> findsWhatWasMadeWithoutAnAnswer() {
            return lost(Trouble.ANSWER_LOST);
        }

        @TestFactory
        Stream<DynamicTest> findsWhatWasMadeBeforeAServerError() {
            return lost(Trouble.ERROR_AFTER_COMMIT);
        }

        private Stream<DynamicTest> lost(Trouble trouble) {
            return each((bench, sample) -> {
                // Given
                String floor = bench.client().floor(sample.key().objectType());
                long before = bench.count(sample);
                subject().strike(sample.key().objectType(), trouble);
                assertThatThrownBy(() -> bench.create(sample)).isInstanceOf(CrmFault.OutcomeUnknown.class);

                // When
                List<Written> found = bench.find(bench.object(sample), floor);

                // Then
                assertThat(found).hasSize(1);
                assertSound(bench.readBack(found.getFirst().crmId(), bench.object(sample)));
                assertMadeOnce(bench, sample, before);
            });
        }

        @TestFactory
        Stream<DynamicTest> findsNothingThatWasNotMade() {
            return absent(Trouble.CONNECTION_LOST);
        }

        @TestFactory
        Stream<DynamicTest> findsNothingAfterAServerErrorWithoutEffect() {
            return absent(Trouble.ERROR_BEFORE_EFFECT);
        }

        private Stream<DynamicTest> absent(Trouble trouble) {
            return each((bench, sample) -> {
                // Given
                String floor = bench.client().floor(sample.key().objectType());
                subject().strike(sample.key().objectType(), trouble);
                assertThatThrownBy(() -> bench.create(sample)).isInstanceOf(CrmFault.OutcomeUnknown.class);

                // When
                List<Written> found = bench.find(bench.object(sample), floor);

                // Then
                assertThat(found).isEmpty();
                assertSound(bench.readBack(bench.create(sample).crmId(), bench.object(sample)));
            });
        }

        @TestFactory
        Stream<DynamicTest> repeatsASafeCreateWithoutADuplicate() {
            return each(
                    sample -> safe(sample), "creates of this type are journalled, not repeated", (bench, sample) -> {
                        // Given
                        Written first = bench.create(sample);
                        long before = bench.count(sample);

                        // When
                        Written second = bench.create(sample);

                        // Then
                        assertThat(second.crmId()).isEqualTo(first.crmId());
                        assertThat(bench.count(sample)).isEqualTo(before);
                    });
        }

        private boolean safe(Sample sample) {
            return new Bench(subject())
                            .client()
                            .capabilities()
                            .strategy(sample.key().objectType())
                    != Strategy.JOURNAL;
        }
    }

    /** Finding by migration key. */
    @Nested
    class Finding {

        @TestFactory
        Stream<DynamicTest> findsWithoutAFloor() {
            return each((bench, sample) -> {
                // Given
                Written written = bench.create(sample);

                // When
                List<Written> found = bench.find(bench.object(sample), null);

                // Then
                assertThat(found).hasSize(1);
                assertThat(plain(found.getFirst().crmId())).isEqualTo(plain(written.crmId()));
            });
        }

        /** What stands after a '#' in an id is the vendor's own note, not part of the object's name. */
        private static String plain(String crmId) {
            int hash = crmId.indexOf('#');
            return hash < 0 ? crmId : crmId.substring(0, hash);
        }

        @TestFactory
        Stream<DynamicTest> findsNothingUnderAnotherKey() {
            return each(Sample::carriesKey, "found by name, not by key", (bench, sample) -> {
                // Given
                bench.create(sample);

                // When
                List<Written> found = bench.find(bench.stranger(sample), null);

                // Then
                assertThat(found).isEmpty();
            });
        }

        @TestFactory
        Stream<DynamicTest> showsDuplicates() {
            return each(
                    sample -> sample.carriesKey() && !new LostAnswers().safe(sample),
                    "a second create does not make a second object",
                    (bench, sample) -> {
                        // Given
                        Written first = bench.create(sample);
                        Written second = bench.create(sample);

                        // When
                        List<Written> found = bench.find(bench.object(sample), null);

                        // Then
                        assertThat(found)
                                .extracting(Written::crmId)
                                .containsExactlyInAnyOrder(first.crmId(), second.crmId());
                    });
        }

        @TestFactory
        Stream<DynamicTest> findsWhatWasDeletedNoMore() {
            return each(Sample::carriesKey, "found by name, not by key", (bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                bench.client().delete(sample.key().objectType(), written.crmId());

                // When
                List<Written> found = bench.find(bench.object(sample), null);

                // Then
                assertThat(found).isEmpty();
            });
        }
    }

    /** Updates send what differs, and never what a person decided otherwise. */
    @Nested
    class Updating {

        @TestFactory
        Stream<DynamicTest> changesWhatTheCommandChanged() {
            return eachChangeable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                UpdatePlan plan = plan(bench, sample, written);

                // When
                Written updated = bench.client().update(plan);

                // Then
                assertThat(plan.isEmpty()).isFalse();
                assertThat(updated.conflicts()).isEmpty();
                assertSound(bench.readBack(updated.crmId(), bench.changed(sample)));
                assertThat(plan(bench, sample, updated).isEmpty()).isTrue();
            });
        }

        @TestFactory
        Stream<DynamicTest> keepsAnImageOfWhatItChanges() {
            return eachChangeable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);

                // When
                UpdatePlan plan = plan(bench, sample, written);

                // Then
                assertThat(plan.beforeImage()).startsWith("{").isNotEqualTo("{}");
            });
        }

        @TestFactory
        Stream<DynamicTest> maySendAnUpdateTwice() {
            return eachChangeable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                UpdatePlan plan = plan(bench, sample, written);
                bench.client().update(plan);
                long count = bench.count(sample);

                // When
                Written again = bench.client().update(plan);

                // Then
                assertSound(bench.readBack(again.crmId(), bench.changed(sample)));
                assertThat(bench.count(sample)).isEqualTo(count);
            });
        }

        @TestFactory
        Stream<DynamicTest> leavesAPersonsEditAndReportsIt() {
            return editable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                subject().edit(sample.key().objectType(), written.crmId(), field(sample));

                // When
                UpdatePlan plan = plan(bench, sample, written);

                // Then
                assertThat(plan.conflicts()).extracting(Written.Conflict::field).containsExactly(field(sample));
                assertThat(plan.isEmpty()).isTrue();
            });
        }

        @TestFactory
        Stream<DynamicTest> letsAPersonsEditBeWhereTheCommandIsUnchanged() {
            return editable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                subject().edit(sample.key().objectType(), written.crmId(), field(sample));

                // When
                UpdatePlan plan = bench.client()
                        .planUpdate(written.crmId(), bench.object(sample), written.written())
                        .orElseThrow();

                // Then
                assertThat(plan.isEmpty()).isTrue();
                assertThat(plan.conflicts()).isEmpty();
            });
        }

        @TestFactory
        Stream<DynamicTest> doesNotOverwriteAnAdoptedObject() {
            return editable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                subject().edit(sample.key().objectType(), written.crmId(), field(sample));

                // When
                UpdatePlan plan = bench.client()
                        .planUpdate(written.crmId(), bench.object(sample), null)
                        .orElseThrow();

                // Then
                assertThat(plan.isEmpty()).isTrue();
                assertThat(plan.conflicts()).extracting(Written.Conflict::field).contains(field(sample));
            });
        }

        @TestFactory
        Stream<DynamicTest> saysThatAnObjectIsGone() {
            return each(Sample::carriesKey, "vocabulary is not looked up by key", (bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                bench.client().delete(sample.key().objectType(), written.crmId());

                // When
                boolean plan = bench.client()
                        .planUpdate(written.crmId(), bench.object(sample), written.written())
                        .isPresent();

                // Then
                assertThat(plan).isFalse();
                assertThat(bench.client().image(sample.key().objectType(), written.crmId()))
                        .isEmpty();
                assertThat(bench.readBack(written.crmId(), bench.object(sample)).present())
                        .isFalse();
            });
        }

        private UpdatePlan plan(Bench bench, Sample sample, Written written) {
            return bench.client()
                    .planUpdate(written.crmId(), bench.changed(sample), written.written())
                    .orElseThrow();
        }

        private Stream<DynamicTest> editable(BiConsumer<Bench, Sample> promise) {
            return each(
                    sample -> sample.carriesKey() && sample.changedField() != null,
                    "the type has no value that a person and a migration would both change",
                    promise);
        }
    }

    /** What was done can be undone. */
    @Nested
    class TakingBack {

        @TestFactory
        Stream<DynamicTest> putsTheBeforeImageBack() {
            return eachChangeable((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                UpdatePlan plan = plan(bench, sample, written);
                Written updated = bench.client().update(plan);

                // When
                Written restored = bench.client()
                        .restore(sample.key().objectType(), updated.crmId(), plan.beforeImage(), updated.written());

                // Then
                assertThat(restored.conflicts()).isEmpty();
                UpdatePlan left = bench.client()
                        .planUpdate(restored.crmId(), bench.object(sample), written.written())
                        .orElseThrow();
                assertThat(left.isEmpty()).isTrue();
            });
        }

        @TestFactory
        Stream<DynamicTest> leavesWhatAPersonChangedSince() {
            return each(
                    sample -> sample.carriesKey() && sample.changedField() != null,
                    "the type has no value that a person and a migration would both change",
                    (bench, sample) -> {
                        // Given
                        Written written = bench.create(sample);
                        UpdatePlan plan = plan(bench, sample, written);
                        Written updated = bench.client().update(plan);
                        subject().edit(sample.key().objectType(), updated.crmId(), field(sample));

                        // When
                        Written restored = bench.client()
                                .restore(
                                        sample.key().objectType(),
                                        updated.crmId(),
                                        plan.beforeImage(),
                                        updated.written());

                        // Then
                        assertThat(restored.conflicts()).hasSize(1);
                    });
        }

        @TestFactory
        Stream<DynamicTest> deletesOnceAndForAll() {
            return each((bench, sample) -> {
                // Given
                long before = bench.count(sample);
                Written written = bench.create(sample);

                // When
                bench.client().delete(sample.key().objectType(), written.crmId());
                bench.client().delete(sample.key().objectType(), written.crmId());

                // Then
                assertThat(bench.count(sample)).isEqualTo(before);
            });
        }

        @TestFactory
        Stream<DynamicTest> deletesTogetherOnceAndForAll() {
            return each((bench, sample) -> {
                // Given
                long before = bench.count(sample);
                String type = sample.key().objectType();
                Set<String> ids = Set.of(bench.create(sample).crmId());

                // When
                Map<String, CrmFault> faults = bench.client().deleteMany(type, ids);
                Map<String, CrmFault> again = bench.client().deleteMany(type, ids);

                // Then
                assertThat(faults).isEmpty();
                assertThat(again).isEmpty();
                assertThat(bench.count(sample)).isEqualTo(before);
                if (sample.carriesKey()) {
                    assertThat(bench.client().present(type, ids)).isEmpty();
                }
            });
        }

        @TestFactory
        Stream<DynamicTest> seesThatNobodyChangedWhatItWrote() {
            return each((bench, sample) -> {
                // Given
                Written written = bench.create(sample);

                // When
                Standing standing = standing(bench, sample, written);

                // Then
                assertThat(standing.edits()).isEmpty();
                assertThat(standing.image()).isNotBlank();
            });
        }

        @TestFactory
        Stream<DynamicTest> seesWhatAPersonChangedSince() {
            return each(
                    sample -> sample.carriesKey() && sample.changedField() != null,
                    "the type has no value that a person and a migration would both change",
                    (bench, sample) -> {
                        // Given
                        Written written = bench.create(sample);
                        subject().edit(sample.key().objectType(), written.crmId(), field(sample));

                        // When
                        Standing standing = standing(bench, sample, written);

                        // Then
                        assertThat(standing.edits())
                                .extracting(Written.Conflict::field)
                                .contains(field(sample));
                        assertThat(standing.edits()).allMatch(edit -> edit.theirs() != null);
                    });
        }

        private Standing standing(Bench bench, Sample sample, Written written) {
            Standing.LastWrite last = new Standing.LastWrite(bench.object(sample), written.written());
            Standing standing = bench.client()
                    .stand(sample.key().objectType(), Map.of(written.crmId(), last))
                    .get(written.crmId());
            return Objects.requireNonNull(standing);
        }

        private UpdatePlan plan(Bench bench, Sample sample, Written written) {
            return bench.client()
                    .planUpdate(written.crmId(), bench.changed(sample), written.written())
                    .orElseThrow();
        }
    }

    /** Refusals name the field and keep the value to themselves. */
    @Nested
    class Refusing {

        @TestFactory
        Stream<DynamicTest> namesTheField() {
            return subject().refused().stream()
                    .map(refused -> DynamicTest.dynamicTest(refused.toString(), () -> {
                        // Given
                        Bench bench = furnished();
                        long before = subject().count(refused.key().objectType());
                        ObjectToWrite object = bench.object(refused.key(), refused.fields());

                        // When
                        CrmFault.Rejected rejection = catchThrowableOfType(
                                CrmFault.Rejected.class, () -> bench.client().create(object));

                        // Then
                        assertThat(rejection).isNotNull();
                        assertThat(rejection.detail().field()).isEqualTo(refused.field());
                        assertThat(rejection.toString()).doesNotContain(refused.secret());
                        assertThat(subject().count(refused.key().objectType())).isEqualTo(before);
                    }));
        }
    }

    /** What a failure means for repeating. */
    @Nested
    class Failing {

        @TestFactory
        Stream<DynamicTest> tellsARateLimitFromOtherRefusals() {
            return each((bench, sample) -> {
                // Given
                long before = bench.count(sample);
                subject().strike(sample.key().objectType(), Trouble.RATE_LIMIT);

                // When
                CrmFault.RateLimited fault =
                        catchThrowableOfType(CrmFault.RateLimited.class, () -> bench.create(sample));

                // Then
                assertThat(fault).isNotNull();
                assertThat(fault.scope()).isEqualTo(CrmFault.RateLimited.Scope.WINDOW);
                assertThat(bench.count(sample)).isEqualTo(before);
            });
        }

        @Test
        void asksForAnAdministratorWhenTheCredentialIsWrong() {
            // Given
            Bench bench = furnished();
            CrmClient stranger = bench.client(
                    subject().strangersAccount(), subject().account().url());

            // When
            CrmFault.Unavailable fault = catchThrowableOfType(CrmFault.Unavailable.class, stranger::refreshSchema);

            // Then
            assertThat(fault).isNotNull();
            assertThat(fault.needsAdmin()).isTrue();
        }

        @Test
        void knowsThatNothingLeftWhenNobodyListens() throws IOException {
            // Given
            Bench bench = furnished();
            CrmClient client = bench.client(subject().account(), nobodyListens());

            // When
            CrmFault.NotSent fault = catchThrowableOfType(CrmFault.NotSent.class, client::refreshSchema);

            // Then
            assertThat(fault).isNotNull();
        }

        @Test
        void followsNoRedirect() throws IOException {
            // Given
            Bench bench = furnished();
            AtomicInteger arrivals = new AtomicInteger();
            HttpServer target = server(200, arrivals, "");
            HttpServer redirecting =
                    server(302, new AtomicInteger(), url(target).toString());
            CrmClient client = bench.client(subject().account(), url(redirecting));

            // When
            CrmFault fault = catchThrowableOfType(CrmFault.class, client::refreshSchema);

            // Then
            assertThat(fault).isNotNull();
            assertThat(arrivals).hasValue(0);
            redirecting.stop(0);
            target.stop(0);
        }

        @TestFactory
        Stream<DynamicTest> keepsSecretsOutOfExceptions() {
            return each((bench, sample) -> {
                // Given
                subject().strike(sample.key().objectType(), Trouble.ANSWER_LOST);

                // When
                CrmFault fault = catchThrowableOfType(CrmFault.class, () -> bench.create(sample));

                // Then
                assertThat(fault).isNotNull();
                assertThat(everythingSaid(fault))
                        .doesNotContain(subject().account().credentials().values());
            });
        }

        private static String everythingSaid(Throwable fault) {
            StringBuilder said = new StringBuilder();
            for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                said.append(cause).append('\n');
            }
            return said.toString();
        }

        private static URI nobodyListens() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return URI.create("http://127.0.0.1:" + socket.getLocalPort());
            }
        }

        private static HttpServer server(int status, AtomicInteger arrivals, String location) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            server.createContext("/", exchange -> {
                arrivals.incrementAndGet();
                if (!location.isEmpty()) {
                    exchange.getResponseHeaders().set("Location", location + exchange.getRequestURI());
                }
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            return server;
        }

        private static URI url(HttpServer server) {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }
    }

    /** Costs are known before they are paid. */
    @Nested
    class Paying {

        @TestFactory
        Stream<DynamicTest> costsWhatTheServerCharges() {
            return each((bench, sample) -> {
                // Given
                Written written = bench.create(sample);
                bench.readBack(written.crmId(), bench.object(sample));
                bench.find(
                        bench.object(sample), bench.client().floor(sample.key().objectType()));
                bench.client().delete(sample.key().objectType(), written.crmId());

                // When
                double expected = bench.requests().stream()
                        .mapToDouble(request -> subject().vendor().cost(request).cost())
                        .sum();

                // Then
                assertThat(expected).isEqualTo(subject().charged());
            });
        }

        @Test
        void countsEveryCallInAWindowThatTheLimitsHave() {
            // Given
            Bench bench = furnished();
            List<String> windows = subject().vendor().limits(subject().account()).windows().stream()
                    .map(window -> window.name())
                    .toList();

            // When
            Stream<String> counted =
                    bench.requests().stream().flatMap(request -> subject().vendor().cost(request).windows().stream());

            // Then
            assertThat(counted).isSubsetOf(windows);
        }
    }
}
