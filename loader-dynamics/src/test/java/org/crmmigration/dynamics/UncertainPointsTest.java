package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.crmmigration.contract.Sample;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.dynamics.Quirks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Points the vendor's documents leave open. The contract holds with the likely answer to each; here everything lands, reads
 * back as written, stands as left and can be taken back with the other one.
 */
class UncertainPointsTest {

    private static final List<String> ROWS = List.of(
            "enforceBusinessRequired true",
            "refuseDisabledOwner false",
            "overriddenCreatedOnKeepsTime true",
            "refuseFutureCreatedOn false",
            "trimDateOnlyTime true",
            "emptyTextIsNull false",
            "refuseLookupByValue false",
            "noteTextLength 1073741823");
    private static final List<String> KEYS = List.of(
            "pollsUntilActive 0",
            "ignoreCase false",
            "badCharacters ~",
            "duplicateKeyStatus 400",
            "refuseKeyInUpsertMultiple false",
            "nestChangeSetError false",
            "bulkTables appointment,phonecall,annotation,pricelevel");
    private static final List<String> SALES = List.of(
            "writeInNeedsPriceList false",
            "opportunityNeedsCustomer false",
            "customerInStep false",
            "keepActualEnd false",
            "repeatedMemberIsHarmless false",
            "appointmentNeedsTimes false");

    @TestFactory
    Stream<DynamicTest> landsEverythingWithTheOtherAnswer() {
        Map<String, UnaryOperator<Quirks>> points = new LinkedHashMap<>();
        ROWS.forEach(point -> points.put(point, quirks -> quirks.rows(rows -> with(rows, point))));
        KEYS.forEach(point -> points.put(point, quirks -> quirks.keys(keys -> with(keys, point))));
        SALES.forEach(point -> points.put(point, quirks -> quirks.sales(sales -> with(sales, point))));
        return points.entrySet().stream()
                .map(point -> DynamicTest.dynamicTest(point.getKey(), () -> landsEverything(point.getValue())));
    }

    private static void landsEverything(UnaryOperator<Quirks> point) {
        try (DynamicsUnderTest subject =
                new DynamicsUnderTest(DynamicsUnderTest.settings().with(point))) {
            // Given
            CrmClient client = client(subject);
            Map<ObjectKey, String> ids = new LinkedHashMap<>();
            DynamicsSamples.foundations().forEach(sample -> make(client, sample, ids));
            client.refreshSchema();
            Map<Sample, Written> made = new LinkedHashMap<>();

            // When
            DynamicsSamples.samples().forEach(sample -> made.put(sample, make(client, sample, ids)));
            client.refreshSchema();

            // Then
            made.forEach((sample, written) -> {
                ObjectToWrite object = object(sample, ids);
                assertThat(client.readBack(sample.key().objectType(), Map.of(written.crmId(), object)))
                        .as(sample.toString())
                        .allMatch(ReadBack::sound);
                assertThat(standing(client, object, written).edits())
                        .as(sample.toString())
                        .isEmpty();
            });
            List<Sample> undone = new ArrayList<>(made.keySet());
            undone.reversed().stream().filter(Sample::carriesKey).forEach(sample -> {
                String type = sample.key().objectType();
                Set<String> id = Set.of(ids.getOrDefault(sample.key(), ""));
                if (!type.equals("account") && !type.equals("opportunity")) {
                    assertThat(client.deleteMany(type, id)).as(type).isEmpty();
                    assertThat(client.present(type, id)).as(type).isEmpty();
                }
            });
        }
    }

    static Written make(CrmClient client, Sample sample, Map<ObjectKey, String> ids) {
        Written written = client.create(object(sample, ids));
        ids.put(sample.key(), written.crmId());
        return written;
    }

    static ObjectToWrite object(Sample sample, Map<ObjectKey, String> ids) {
        ObjectKey key = sample.key();
        return new ObjectToWrite(
                key, "kit:" + key.objectType() + ":" + key.sourceKey(), sample.fields(), Map.copyOf(ids));
    }

    private static Standing standing(CrmClient client, ObjectToWrite object, Written written) {
        Standing standing = client.stand(
                        object.key().objectType(),
                        Map.of(written.crmId(), new Standing.LastWrite(object, written.written())))
                .get(written.crmId());
        return standing == null ? new Standing("", List.of(new Written.Conflict("gone"))) : standing;
    }

    /** Alone, and among many in one CreateMultiple. */
    @ParameterizedTest
    @CsvSource({"412, 1", "400, 1", "412, 4", "400, 4"})
    void refusesWhoseKeyAnotherRowHas(int status, int rows) {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(DynamicsUnderTest.settings()
                .with(quirks -> quirks.keys(keys -> with(keys, "duplicateKeyStatus " + status))))) {
            // Given
            CrmClient client = client(subject);
            client.create(field("migration_key", "key"));
            client.refreshSchema();
            api(subject)
                    .patch(
                            "contacts(00000000-0000-4000-8000-000000000001)",
                            Json.object().put("kartra_migration_key", "kit:contact:contact:1"),
                            Map.of());
            List<ObjectToWrite> contacts = Stream.iterate(1, i -> i + 1)
                    .limit(rows)
                    .map(UncertainPointsTest::contact)
                    .toList();

            // When
            CrmFault.Rejected refused =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.createMany(contacts));

            // Then
            assertThat(refused.detail().code()).isEqualTo("duplicate-key");
            assertThat(subject.count("contact")).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "403"})
    void refusesAnOwnerWhoWasDisabledMeanwhile(int status) {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(DynamicsUnderTest.settings()
                .with(quirks -> quirks.rows(rows -> with(rows, "disabledOwnerStatus " + status))))) {
            // Given
            CrmClient client = client(subject);
            ObjectToWrite owned = new ObjectToWrite(
                    new ObjectKey("contact", "contact:1"),
                    "kit:contact:contact:1",
                    Map.of("last_name", new Value.Text("Doe"), "owner", new Value.Text(DynamicsUnderTest.OWNER)),
                    Map.of());
            Written before = client.create(owned);
            client.delete("contact", before.crmId());
            api(subject).all("systemusers", Map.of("$select", "systemuserid,internalemailaddress"), Map.of()).stream()
                    .filter(user -> Json.text(user, "internalemailaddress").equals(DynamicsUnderTest.OWNER))
                    .forEach(user -> api(subject)
                            .patch(
                                    "systemusers(" + Json.text(user, "systemuserid") + ")",
                                    Json.object().put("isdisabled", true),
                                    Map.of()));

            // When
            CrmFault.Rejected refused = catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(owned));

            // Then
            assertThat(refused.detail().code()).isEqualTo("owner-disabled");
        }
    }

    private static ObjectToWrite contact(int number) {
        ObjectKey key = new ObjectKey("contact", "contact:" + number);
        return new ObjectToWrite(
                key, "kit:contact:contact:" + number, Map.of("last_name", new Value.Text("Doe")), Map.of());
    }

    private static ObjectToWrite field(String slug, String type) {
        ObjectKey key = new ObjectKey("field", "field:contact:" + slug);
        return new ObjectToWrite(
                key,
                "kit:field:" + key.sourceKey(),
                Map.of(
                        "entity", new Value.Text("contact"),
                        "name", new Value.Text(slug),
                        "type", new Value.Text(type)),
                Map.of());
    }

    static CrmClient client(DynamicsUnderTest subject) {
        CrmClient client = subject.vendor().client(wire(subject), subject.account(), Clock.systemUTC());
        client.refreshSchema();
        return client;
    }

    private static DynamicsApi api(DynamicsUnderTest subject) {
        return new DynamicsApi(wire(subject), Map.of());
    }

    private static ApiTransport wire(DynamicsUnderTest subject) {
        CrmVendor vendor = subject.vendor();
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        ApiTransport wire = new JdkTransport(http, subject.account().url(), Duration.ofSeconds(20));
        return request -> vendor.check(request, wire.send(vendor.authorize(request, subject.account())));
    }

    /** The same settings with another answer, written as its component and value. */
    private static <R extends Record> R with(R settings, String answer) {
        String[] words = answer.split(" ", 2);
        RecordComponent[] components = settings.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Class<?> type = components[i].getType();
                values[i] = components[i].getName().equals(words[0])
                        ? value(type, words[1])
                        : components[i].getAccessor().invoke(settings);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked")
            R changed = (R) settings.getClass().getDeclaredConstructor(types).newInstance(values);
            return changed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type, String text) {
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        return type == Set.class ? Set.of(text.split(",", -1)) : text;
    }
}
