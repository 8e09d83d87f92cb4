package org.crmmigration.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.crmmigration.contract.Sample;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.pipedrive.Features;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.crmmigration.sandbox.pipedrive.Plan;
import org.crmmigration.sandbox.pipedrive.Quirks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is Pipedrive's alone, against its sandbox. */
class PipedriveSandboxTest {

    private static final HttpClient HTTP = JdkTransport.httpClient(Duration.ofSeconds(5));

    private PipedriveUnderTest pipedrive = new PipedriveUnderTest(PipedriveUnderTest.settings());
    private CrmClient client = newClient();
    private final Map<ObjectKey, String> ids = new HashMap<>();

    @AfterEach
    void stop() {
        pipedrive.close();
    }

    private CrmClient newClient() {
        PipedriveVendor vendor = new PipedriveVendor(Clock.systemUTC());
        JdkTransport wire = new JdkTransport(HTTP, pipedrive.sandbox().url(), Duration.ofSeconds(20));
        ApiTransport chain =
                request -> vendor.check(request, wire.send(vendor.authorize(request, pipedrive.account())));
        return vendor.client(chain, pipedrive.account(), Clock.systemUTC());
    }

    private void on(PipedriveSettings settings) {
        pipedrive.close();
        pipedrive = new PipedriveUnderTest(settings);
        client = newClient();
    }

    private void furnish() {
        client.refreshSchema();
        for (Sample sample : pipedrive.foundations()) {
            ids.put(
                    sample.key(),
                    client.create(object(sample.key(), sample.fields())).crmId());
        }
    }

    private ObjectToWrite object(ObjectKey key, Map<String, Value> fields) {
        return new ObjectToWrite(key, "test:" + key, fields, Map.copyOf(ids));
    }

    private ObjectToWrite person(String sourceKey, Map<String, Value> more) {
        Map<String, Value> fields = new HashMap<>(more);
        fields.put("name", text("Jane Doe"));
        return object(new ObjectKey("person", sourceKey), fields);
    }

    private ObjectToWrite labels(String... names) {
        return object(
                new ObjectKey("labels", "labels:person"),
                Map.of("entity", text("person"), "names", new Value.Texts(List.of(names))));
    }

    private static Value text(String text) {
        return PipedriveUnderTest.text(text);
    }

    private static Value texts(String... texts) {
        return PipedriveUnderTest.texts(texts);
    }

    private long asked(String route) {
        return pipedrive.sandbox().counters().read().of(route);
    }

    private List<String> labelNames() {
        return pipedrive
                .get("/api/v2/personFields/label_ids")
                .path("options")
                .valueStream()
                .map(option -> option.path("label").asString())
                .toList();
    }

    @Nested
    class ProductsThatAreBilledAgain {

        private final ObjectKey deal = new ObjectKey("deal", "subscription:1");
        private final ObjectKey product = new ObjectKey("product", "billed_product:1");

        private ObjectToWrite billing(String frequency, int price) {
            return object(
                    new ObjectKey("recurring_product", "subscription:1"),
                    Map.of(
                            "deal", new Value.Reference(deal),
                            "product", new Value.Reference(product),
                            "price", new Value.Money(BigDecimal.valueOf(price), "USD"),
                            "quantity", new Value.Whole(1),
                            "frequency", text(frequency),
                            "start", new Value.Day(LocalDate.of(2026, 4, 5))));
        }

        private ObjectToWrite enabled(boolean enabled) {
            Map<String, Value> fields = new HashMap<>(billing("monthly", 29).fields());
            fields.put("enabled", new Value.Flag(enabled));
            return object(billing("monthly", 29).key(), fields);
        }

        private void sold() {
            furnish();
            Map<String, Value> sale =
                    Map.of("title", text("Club"), "value", new Value.Money(BigDecimal.valueOf(29), "USD"));
            ids.put(deal, client.create(object(deal, sale)).crmId());
            ids.put(
                    product,
                    client.create(object(product, Map.of("name", text("Club")))).crmId());
        }

        @Test
        void areAttachedFoundChangedReadBackAndTakenAway() {
            // Given
            on(PipedriveUnderTest.settings().withPlan(Plan.GROWTH, 5));
            sold();

            // When
            Written made = client.create(billing("monthly", 29));
            Written changed = client.update(client.planUpdate(made.crmId(), billing("monthly", 31), made.written())
                    .orElseThrow());

            // Then
            JsonNode now = pipedrive.get("/api/v2/deals/" + ids.get(deal));
            assertThat(now.path("mrr").asInt()).isEqualTo(31);
            assertThat(client.find("recurring_product", List.of(billing("monthly", 31)), null)
                            .get(billing("monthly", 31).key()))
                    .extracting(Written::crmId)
                    .containsExactly(changed.crmId());
            assertThat(client.readBack("recurring_product", Map.of(made.crmId(), billing("monthly", 31))))
                    .singleElement()
                    .satisfies(back -> assertThat(back.fields())
                            .extracting(ReadBack.FieldCheck::verdict)
                            .containsOnly(ReadBack.Verdict.EQUAL));
            client.delete("recurring_product", made.crmId());
            assertThat(client.present("recurring_product", List.of(made.crmId())))
                    .isEmpty();
        }

        @Test
        void areTakenOutOfTheDealsRevenueWhenTheSubscriptionEnded() {
            // Given
            on(PipedriveUnderTest.settings().withPlan(Plan.GROWTH, 5));
            sold();
            Written made = client.create(enabled(true));
            ObjectToWrite after = enabled(false);

            // When
            client.update(client.planUpdate(made.crmId(), after, made.written()).orElseThrow());

            // Then
            assertThat(pipedrive
                            .get("/api/v2/deals/" + ids.get(deal))
                            .path("mrr")
                            .isNull())
                    .isTrue();
            assertThat(client.readBack("recurring_product", Map.of(made.crmId(), after)))
                    .singleElement()
                    .satisfies(back -> assertThat(back.fields())
                            .extracting(ReadBack.FieldCheck::verdict)
                            .containsOnly(ReadBack.Verdict.EQUAL));
        }

        @Test
        void areRefusedWhereThePlanOrTheIntervalAllowsNone() {
            // Given
            on(PipedriveUnderTest.settings().withPlan(Plan.GROWTH, 5));
            sold();

            // When
            CrmFault.Rejected endless =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(billing("weekly", 29)));
            on(PipedriveUnderTest.settings().withPlan(Plan.LITE, 5));
            sold();
            CrmFault.Rejected small =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(billing("monthly", 29)));

            // Then
            assertThat(endless.detail().field()).isEqualTo("billing_frequency_cycles");
            assertThat(small.detail().code()).isEqualTo("forbidden");
        }
    }

    @Nested
    class OwnersWhoAreInvited {

        private ObjectToWrite invited(String email) {
            return object(new ObjectKey("user", "owner:" + email), Map.of("owner", text(email)));
        }

        private JsonNode user(String email) {
            return pipedrive
                    .get("/api/v1/users")
                    .valueStream()
                    .filter(user -> user.path("email").asString("").equals(email))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void ownWhatIsWrittenAfterwardsAndAreSwitchedOffWhenTakenBack() {
            // Given
            furnish();
            Map<String, Value> owned = Map.of("owner", text("new@example.org"));
            assertThat(client.create(person("contact:1", owned)).attributes()).containsEntry("ownerUnmatched", "1");

            // When
            Written made = client.create(invited("new@example.org"));
            client.refreshSchema();
            Written person = client.create(person("contact:2", owned));

            // Then
            assertThat(person.attributes()).doesNotContainKey("ownerUnmatched");
            assertThat(pipedrive
                            .get("/api/v2/persons/" + person.crmId())
                            .path("owner_id")
                            .asString())
                    .isEqualTo(made.crmId());
            client.delete("user", made.crmId());
            assertThat(user("new@example.org").path("active_flag").asBoolean(true))
                    .isFalse();
            assertThat(client.present("user", List.of(made.crmId()))).isEmpty();
        }

        @Test
        void stayWhenTheyAreUsersAlreadySwitchedOffOrNot() {
            // Given
            client.refreshSchema();
            long asked = asked("POST /api/v1/users");
            String floor = client.floor("user");

            // When
            Written there = client.create(invited(PipedriveUnderTest.OWNER.toUpperCase(Locale.ROOT)));
            Written off = client.create(invited("former@example.org"));

            // Then
            assertThat(there.attributes()).containsEntry("existed", "1");
            assertThat(off.attributes()).containsEntry("existed", "1");
            assertThat(user("former@example.org").path("active_flag").asBoolean(true))
                    .isFalse();
            assertThat(asked("POST /api/v1/users")).isEqualTo(asked);
            assertThat(client.find("user", List.of(invited(PipedriveUnderTest.OWNER)), floor))
                    .as("a lost invitation is none of somebody who was there")
                    .isEmpty();
        }

        /** Two owners of before may be handed over to the same new user. */
        @Test
        void areInvitedOnceThoughTwoObjectsAskForThemAtTheSameTime() throws Exception {
            // Given
            long asked = asked("POST /api/v1/users");

            // When
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Written>> both = threads.invokeAll(List.of(
                        () -> client.create(invited("new@example.org")),
                        () -> client.create(object(
                                new ObjectKey("user", "owner:other"), Map.of("owner", text("new@example.org"))))));

                // Then
                assertThat(both.getFirst().get().crmId())
                        .isEqualTo(both.getLast().get().crmId());
            }
            assertThat(asked("POST /api/v1/users")).isEqualTo(asked + 1);
        }

        @Test
        void stayWhenTheyHaveAccepted() {
            // Given
            Written made = client.create(invited("new@example.org"));
            Standing.LastWrite last = new Standing.LastWrite(invited("new@example.org"), made.written());

            // When
            Standing waiting = client.stand("user", Map.of(made.crmId(), last)).get(made.crmId());
            ObjectToWrite old = invited(PipedriveUnderTest.OWNER);
            Written there = client.create(old);
            Standing accepted = client.stand(
                            "user", Map.of(there.crmId(), new Standing.LastWrite(old, there.written())))
                    .get(there.crmId());

            // Then
            assertThat(Objects.requireNonNull(waiting).edits()).isEmpty();
            assertThat(Objects.requireNonNull(accepted).edits()).isNotEmpty();
        }
    }

    @Nested
    class RecordsThatWereThereBefore {

        private static final String JANE =
                "{\"name\":\"Jane of old\",\"emails\":[{\"value\":\"Jane@Example.org\",\"primary\":true}]}";

        private ObjectToWrite jane(String sourceKey, String... existing) {
            return person(
                    sourceKey,
                    Map.of(
                            "emails", texts("jane@example.org"),
                            "phones", texts("+15550100"),
                            "match", texts("migration_key", "email"),
                            "existing", texts(existing)));
        }

        private String there(String body) {
            return Long.toString(
                    pipedrive.send("POST", "/api/v2/persons", body).path("id").asLong());
        }

        @Test
        void areTakenOverByTheirAddressAndFilledWhereTheyAreEmpty() {
            // Given
            furnish();
            String id = there(JANE);
            long before = pipedrive.count("person");

            // When
            UpdatePlan plan = client.planAdoption(jane("contact:1", "*=fill")).orElseThrow();
            Written written = client.update(plan);

            // Then
            JsonNode now = pipedrive.get("/api/v2/persons/" + id);
            assertThat(written.crmId()).isEqualTo(id);
            assertThat(pipedrive.count("person")).isEqualTo(before);
            assertThat(now.path("name").asString()).isEqualTo("Jane of old");
            assertThat(now.path("phones").path(0).path("value").asString()).isEqualTo("+15550100");
            assertThat(plan.conflicts()).extracting(Written.Conflict::field).containsExactly("name");
            assertThat(client.find("person", List.of(jane("contact:1", "*=fill")), null))
                    .hasEntrySatisfying(
                            new ObjectKey("person", "contact:1"),
                            found ->
                                    assertThat(found).extracting(Written::crmId).containsExactly(id));
        }

        @Test
        void areOverwrittenOrLeftFieldByFieldAndCanBePutBack() {
            // Given
            furnish();
            String id = there(JANE);

            // When
            UpdatePlan plan = client.planAdoption(jane("contact:1", "*=leave", "name=overwrite"))
                    .orElseThrow();
            Written written = client.update(plan);

            // Then
            JsonNode now = pipedrive.get("/api/v2/persons/" + id);
            assertThat(now.path("name").asString()).isEqualTo("Jane Doe");
            assertThat(now.path("phones").path(0).path("value").asString("")).isEmpty();
            client.restore("person", id, plan.beforeImage(), written.written());
            assertThat(pipedrive.get("/api/v2/persons/" + id).path("name").asString())
                    .isEqualTo("Jane of old");
        }

        @Test
        void belongToOneObjectAndAreNotGuessedAmongSeveral() {
            // Given
            furnish();
            there(JANE);
            there("{\"name\":\"A\",\"emails\":[{\"value\":\"twins@example.org\"}]}");
            there("{\"name\":\"B\",\"emails\":[{\"value\":\"twins@example.org\"}]}");
            ObjectToWrite twins =
                    person("contact:3", Map.of("emails", texts("twins@example.org"), "match", texts("email")));

            // When / Then
            assertThat(client.planAdoption(jane("contact:1"))).isPresent();
            assertThat(client.planAdoption(jane("contact:2"))).isEmpty();
            assertThat(client.planAdoption(jane("contact:1"))).isPresent();
            assertThat(client.planAdoption(twins)).isEmpty();
            assertThat(client.create(twins).attributes()).containsEntry("severalMatches", "1");
            assertThat(client.create(jane("contact:2")).attributes()).doesNotContainKey("severalMatches");
        }
    }

    @Nested
    class LabelsAndOptions {

        @Test
        void makesManyLabelsInOneCall() {
            // Given
            client.refreshSchema();
            String[] names = new String[150];
            for (int i = 0; i < names.length; i++) {
                names[i] = "tag " + i;
            }

            // When
            client.create(labels(names));

            // Then
            assertThat(labelNames()).contains(names);
            assertThat(asked("POST /api/v2/personFields/{field_code}/options")).isEqualTo(1);
        }

        @Test
        void fallsBackToVersionOneWhereLabelsAreRefused() {
            // Given
            on(PipedriveUnderTest.settings().withQuirks(Quirks.defaults().withLabelOptionsEndpoint(false)));
            client.refreshSchema();
            List<String> before = labelNames();

            // When
            Written written = client.create(labels("VIP", "list_News"));

            // Then
            assertThat(labelNames()).containsAll(before).contains("VIP", "list_News");
            client.delete("labels", written.crmId());
            assertThat(labelNames()).containsExactlyInAnyOrderElementsOf(before);
        }

        @Test
        void takesBackOnlyTheLabelsItMade() {
            // Given
            client.refreshSchema();
            List<String> before = labelNames();
            Written written = client.create(labels("Customer", "VIP"));

            // When
            client.delete("labels", written.crmId());

            // Then
            assertThat(before).contains("Customer");
            assertThat(labelNames()).containsExactlyInAnyOrderElementsOf(before);
        }

        @Test
        void addsAMissingLabelOnceThoughManyNeedIt() throws InterruptedException, ExecutionException {
            // Given
            furnish();
            List<Future<Written>> writes = new ArrayList<>();

            // When
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    ObjectToWrite person = person("contact:" + i, Map.of("labels", texts("Fresh")));
                    writes.add(threads.submit(() -> client.create(person)));
                }
            }

            // Then
            for (Future<Written> write : writes) {
                assertThat(write.get().crmId()).isNotBlank();
            }
            assertThat(labelNames()).filteredOn("Fresh"::equals).hasSize(1);
        }

        @Test
        void looksAgainBeforeItRepeatsAnOptionWhoseAnswerWasLost() {
            // Given
            furnish();
            ObjectToWrite person = person("contact:1", Map.of("field:person:plan", text("Bronze")));
            String route = "POST /api/v2/personFields/{field_code}/options";
            pipedrive.sandbox().faults().add(FaultRule.next(route, new Fault.DropAfterCommit()));
            assertThat(catchThrowableOfType(CrmFault.OutcomeUnknown.class, () -> client.create(person)))
                    .isNotNull();

            // When
            Written written = client.create(person);

            // Then
            assertThat(written.crmId()).isNotBlank();
            JsonNode options = pipedrive
                    .get("/api/v2/personFields/" + ids.get(new ObjectKey("field", "field:person:plan")))
                    .path("options");
            assertThat(options.valueStream().map(option -> option.path("label").asString()))
                    .containsExactly("Gold", "Silver", "Bronze");
        }
    }

    @Nested
    class Fields {

        private ObjectToWrite field(String type) {
            return object(
                    new ObjectKey("field", "field:person:taste"),
                    Map.of("entity", text("person"), "name", text("Taste"), "type", text(type)));
        }

        private ObjectToWrite choice(String option) {
            Map<String, Value> fields = new HashMap<>(field("enum").fields());
            fields.put("options", texts(option));
            return object(field("enum").key(), fields);
        }

        @Test
        void knowsTheOptionsOfEarlierDefinitionsForItsOwn() {
            // Given
            client.refreshSchema();
            Written made = client.create(choice("Sweet"));
            UpdatePlan plan = client.planUpdate(made.crmId(), choice("Sour"), made.written())
                    .orElseThrow();
            Written changed = client.update(plan);

            // When
            Standing standing = Objects.requireNonNull(client.stand(
                            "field", Map.of(made.crmId(), new Standing.LastWrite(choice("Sour"), changed.written())))
                    .get(made.crmId()));

            // Then
            assertThat(standing.edits()).isEmpty();
        }

        @Test
        void takesAFieldOverThatTheAccountHas() {
            // Given
            client.refreshSchema();
            Written first = client.create(field("varchar"));
            CrmClient later = newClient();
            later.refreshSchema();

            // When
            Written second = later.create(field("varchar"));

            // Then
            assertThat(second.crmId()).isEqualTo(first.crmId());
            assertThat(second.attributes()).containsEntry("existed", "1");
        }

        @Test
        void refusesAFieldOfTheSameNameAndAnotherType() {
            // Given
            client.refreshSchema();
            client.create(field("varchar"));

            // When
            CrmFault.Rejected fault =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(field("double")));

            // Then
            assertThat(fault.detail().code()).isEqualTo("type-differs");
        }

        @Test
        void tellsThatThePlanHasNoMoreFields() {
            // Given
            on(PipedriveUnderTest.settings().withPlan(Plan.LITE, 1));
            client.refreshSchema();
            for (int i = 0; i < Plan.LITE.customFields(); i++) {
                client.create(object(
                        new ObjectKey("field", "field:deal:f" + i),
                        Map.of("entity", text("deal"), "name", text("Field " + i), "type", text("varchar"))));
            }

            // When
            CrmFault.Rejected fault =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(field("varchar")));

            // Then
            assertThat(fault.detail().code()).isEqualTo("plan-limit");
        }

        @Test
        void createsNothingWithoutAPlaceForTheMigrationKey() {
            // Given
            client.refreshSchema();

            // When
            CrmFault.Rejected fault =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.create(person("contact:1", Map.of())));

            // Then
            assertThat(fault.detail().code()).isEqualTo("no-migration-key-field");
            assertThat(pipedrive.count("person")).isZero();
        }
    }

    @Nested
    class Finding {

        @Test
        void walksManyPagesButNeverSearches() {
            // Given
            furnish();
            ObjectToWrite first = person("contact:first", Map.of());
            client.create(first);
            for (int i = 0; i < 1_050; i++) {
                client.create(person("contact:" + i, Map.of()));
            }

            // When
            Map<ObjectKey, List<Written>> found = client.find("person", List.of(first), null);

            // Then
            assertThat(found).containsOnlyKeys(first.key());
            assertThat(asked("GET /api/v2/persons")).isEqualTo(4);
            assertThat(pipedrive.sandbox().counters().read().requests().keySet())
                    .noneMatch(route -> route.contains("earch"));
        }

        @Test
        void stopsAtTheFloor() {
            // Given
            furnish();
            for (int i = 0; i < 1_050; i++) {
                client.create(person("contact:" + i, Map.of()));
            }
            String floor = client.floor("person");
            ObjectToWrite last = person("contact:last", Map.of());
            client.create(last);

            // When
            Map<ObjectKey, List<Written>> found = client.find("person", List.of(last), floor);

            // Then
            assertThat(found).containsOnlyKeys(last.key());
            assertThat(asked("GET /api/v2/persons"))
                    .as("two pages and one reading by id")
                    .isLessThanOrEqualTo(3);
        }

        @Test
        void findsNotesOverSeveralPages() {
            // Given
            furnish();
            Value person = PipedriveUnderTest.reference("person", "contact:base");
            ObjectToWrite wanted =
                    object(new ObjectKey("note", "note:first"), Map.of("content", text("A"), "person", person));
            client.create(wanted);
            for (int i = 0; i < 510; i++) {
                client.create(
                        object(new ObjectKey("note", "note:" + i), Map.of("content", text("B"), "person", person)));
            }

            // When
            Map<ObjectKey, List<Written>> found = client.find("note", List.of(wanted), null);

            // Then
            assertThat(found.get(wanted.key())).hasSize(1);
        }
    }

    @Nested
    class Records {

        @Test
        void readsAnArchivedDealBack() {
            // Given
            furnish();
            ObjectToWrite deal = object(new ObjectKey("deal", "order:1"), Map.of("title", text("Course")));
            String id = client.create(deal).crmId();
            pipedrive.send("PATCH", "/api/v2/deals/" + id, "{\"is_archived\":true}");

            // When
            ReadBack readBack = client.readBack("deal", Map.of(id, deal)).getFirst();

            // Then
            assertThat(readBack.sound()).isTrue();
        }

        @Test
        void comparesWhatItCanOfAnObjectWithoutItsParent() {
            // Given
            furnish();
            Value organization = PipedriveUnderTest.reference("organization", "company:base");
            ObjectToWrite whole = person("contact:1", Map.of("organization", organization));
            String id = client.create(whole).crmId();
            ids.remove(new ObjectKey("organization", "company:base"));

            // When
            ReadBack readBack = client.readBack("person", Map.of(id, person("contact:1", whole.fields())))
                    .getFirst();

            // Then
            assertThat(readBack.sound()).isTrue();
            assertThat(readBack.fields())
                    .filteredOn(check -> check.field().equals("organization"))
                    .extracting(ReadBack.FieldCheck::verdict)
                    .containsExactly(ReadBack.Verdict.EXPLAINED);
        }

        @Test
        void leavesOutWhatTheAccountHasNot() {
            // Given
            on(PipedriveUnderTest.settings().withFeatures(Features.none()));
            furnish();
            ObjectToWrite person = person("contact:1", Map.of("marketing_status", text("unsubscribed")));
            ObjectToWrite organization = object(
                    new ObjectKey("organization", "company:1"),
                    Map.of("name", text("Acme"), "website", text("https://acme.example.org")));

            // When
            Written first = client.create(person);
            Written second = client.create(organization);

            // Then
            assertThat(first.attributes()).containsEntry("skipped", "marketing_status");
            assertThat(second.attributes()).containsEntry("skipped", "website");
            assertThat(client.readBack("person", Map.of(first.crmId(), person))
                            .getFirst()
                            .sound())
                    .isTrue();
        }

        @Test
        void putsAnUnmatchedOwnerInTheQueue() {
            // Given
            furnish();
            ObjectToWrite person = person("contact:1", Map.of("owner", text("former@example.org")));

            // When
            Written written = client.create(person);

            // Then
            assertThat(written.attributes()).containsEntry("ownerUnmatched", "1");
            assertThat(client.unmatchedOwners()).containsEntry("former@example.org", 1L);
        }

        @Test
        void parksAnUnmatchedOwnerWhereTheCustomerWantsThat() {
            // Given
            furnish();
            ObjectToWrite person =
                    person("contact:1", Map.of("owner", text("former@example.org"), "owner_unmatched", text("park")));
            long before = pipedrive.count("person");

            // When
            CrmFault.Park fault = catchThrowableOfType(CrmFault.Park.class, () -> client.create(person));

            // Then
            assertThat(fault.detail().code()).isEqualTo("owner-unmatched");
            assertThat(pipedrive.count("person")).isEqualTo(before);
            assertThat(client.unmatchedOwners()).containsKey("former@example.org");
        }

        @Test
        void keepsWhatPeopleAddedWhenItUpdates() {
            // Given
            furnish();
            Map<String, Value> fields = Map.of("labels", texts("Customer"), "emails", texts("jane@example.org"));
            Written written = client.create(person("contact:1", fields));
            long customer = pipedrive
                    .get("/api/v2/persons/" + written.crmId())
                    .path("label_ids")
                    .path(0)
                    .asLong();
            String path = "/api/v2/persons/" + written.crmId();
            long theirs = client.create(labels("Theirs")).crmId().isEmpty() ? 0 : labelId("Theirs");
            pipedrive.send("PATCH", path, "{\"label_ids\":[" + customer + "," + theirs + "]}");
            Map<String, Value> wanted =
                    Map.of("labels", texts("VIP"), "emails", texts("jane@example.org", "jd@example.org"));

            // When
            UpdatePlan plan = client.planUpdate(written.crmId(), person("contact:1", wanted), written.written())
                    .orElseThrow();
            Written updated = client.update(plan);

            // Then
            JsonNode now = pipedrive.get(path);
            assertThat(now.path("label_ids").valueStream().map(JsonNode::asLong))
                    .containsExactlyInAnyOrder(theirs, labelId("VIP"));
            assertThat(now.path("emails").size()).isEqualTo(2);
            assertThat(updated.conflicts()).isEmpty();
        }

        private long labelId(String name) {
            return pipedrive
                    .get("/api/v2/personFields/label_ids")
                    .path("options")
                    .valueStream()
                    .filter(option -> option.path("label").asString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asLong();
        }

        @Test
        void restoresADealToItsFormerStatus() {
            // Given
            furnish();
            ObjectKey key = new ObjectKey("deal", "order:1");
            Map<String, Value> open = Map.of("title", text("Course"), "status", text("open"));
            Map<String, Value> won = Map.of(
                    "title", text("Course"),
                    "status", text("won"),
                    "won_time", new Value.Moment(java.time.Instant.parse("2021-01-01T00:00:00Z")));
            Written written = client.create(object(key, open));
            UpdatePlan plan = client.planUpdate(written.crmId(), object(key, won), written.written())
                    .orElseThrow();
            Written updated = client.update(plan);

            // When
            client.restore("deal", written.crmId(), plan.beforeImage(), updated.written());

            // Then
            JsonNode now = pipedrive.get("/api/v2/deals/" + written.crmId());
            assertThat(now.path("status").asString()).isEqualTo("open");
            assertThat(now.path("won_time").isNull()).isTrue();
        }
    }

    @Nested
    class Limits {

        @Test
        void tellsTheEndOfTheDaysBudget() {
            // Given
            on(PipedriveUnderTest.settings()
                    .withPlan(Plan.LITE, 1)
                    .withLimits(new LimitSettings(false, true, 0, Duration.ZERO, false)));
            pipedrive.sandbox().limits().change(org.crmmigration.loader.http.Json.parse("{\"dailyUsed\":30000}"));

            // When
            CrmFault.RateLimited fault = catchThrowableOfType(CrmFault.RateLimited.class, client::refreshSchema);

            // Then
            assertThat(fault.scope()).isEqualTo(CrmFault.RateLimited.Scope.DAY);
            assertThat(fault.retryAfter()).isPositive();
        }

        @Test
        void tellsThatTheEdgeBlocks() {
            // Given
            pipedrive.sandbox().faults().add(FaultRule.next("*", new Fault.HtmlForbidden()));

            // When
            CrmFault.RateLimited fault = catchThrowableOfType(CrmFault.RateLimited.class, client::refreshSchema);

            // Then
            assertThat(fault.scope()).isEqualTo(CrmFault.RateLimited.Scope.BLOCKED);
        }
    }
}
