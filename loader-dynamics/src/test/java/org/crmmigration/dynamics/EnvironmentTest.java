package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.Finding.Severity;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.dynamics.DynamicsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What an environment lacks is said before anything is written, and what belongs to others is not deleted along. */
class EnvironmentTest {

    private static final DynamicsSettings PLAIN = DynamicsUnderTest.settings();

    private static CrmClient client(DynamicsUnderTest subject) {
        return client(subject, subject.account());
    }

    private static CrmClient client(DynamicsUnderTest subject, Account account) {
        return subject.vendor().client(wire(subject, account), account, Clock.systemUTC());
    }

    private static ApiTransport wire(DynamicsUnderTest subject, Account account) {
        CrmVendor vendor = subject.vendor();
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        ApiTransport wire = new JdkTransport(http, account.url(), Duration.ofSeconds(20));
        return request -> vendor.check(request, wire.send(vendor.authorize(request, account)));
    }

    private static List<Finding> preflight(DynamicsSettings settings) {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(settings)) {
            CrmClient client = client(subject);
            client.refreshSchema();
            List<Finding> findings = client.preflight();
            assertThat(subject.count("contact")).isZero();
            return findings;
        }
    }

    @Test
    void findsNothingGraveInAPreparedEnvironment() {
        // When
        List<Finding> findings = preflight(PLAIN);

        // Then
        assertThat(findings).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(findings).anyMatch(finding -> finding.code().equals("disabled-owners"));
    }

    @Test
    void asksForAMissingPrivilege() {
        // When
        List<Finding> findings = preflight(PLAIN.withoutPrivileges("prvCreateContact"));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::ask)
                .anyMatch(ask -> ask.contains("contact") && ask.contains("prvCreateContact"));
    }

    @Test
    void asksForASecuredColumn() {
        // When
        List<Finding> findings = preflight(PLAIN.withSecuredColumns("contact.emailaddress1"));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("secured-column"))
                .extracting(Finding::ask)
                .anyMatch(ask -> ask.contains("contact.emailaddress1"));
    }

    /** Four tables of ours at most would join them, and fifteen are licensed. */
    @ParameterizedTest
    @CsvSource({"professional, 11, INFO", "professional, 12, WARN", "enterprise, 12, INFO"})
    void warnsOfMoreCustomTablesThanSalesProfessionalLicenses(String plan, int tables, Severity severity) {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            Account plain = subject.account();
            Account account = new Account(
                    plain.reference(), plain.url(), plan, plain.seats(), plain.reserve(), plain.credentials());
            DynamicsApi api = new DynamicsApi(wire(subject, account), Map.of());
            for (int i = 0; i < tables; i++) {
                api.post("EntityDefinitions", table("other_table" + i), Map.of());
            }
            CrmClient client = client(subject, account);
            client.refreshSchema();

            // When
            List<Finding> findings = client.preflight();

            // Then
            assertThat(findings)
                    .filteredOn(finding -> finding.code().equals("custom-tables"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.severity()).isEqualTo(severity);
                        assertThat(finding.ask()).contains(tables + " custom tables", "15");
                    });
        }
    }

    private static ObjectNode table(String name) {
        ObjectNode column = Json.object()
                .put("@odata.type", "Microsoft.Dynamics.CRM.StringAttributeMetadata")
                .put("SchemaName", "other_name")
                .put("IsPrimaryName", true)
                .put("MaxLength", 100);
        column.set("DisplayName", label("Name"));
        ObjectNode table = Json.object()
                .put("@odata.type", "Microsoft.Dynamics.CRM.EntityMetadata")
                .put("SchemaName", name)
                .put("OwnershipType", "UserOwned")
                .put("HasActivities", false)
                .put("HasNotes", false)
                .put("IsActivity", false);
        table.set("DisplayName", label(name));
        table.set("DisplayCollectionName", label(name + "s"));
        table.putArray("Attributes").add(column);
        return table;
    }

    private static ObjectNode label(String text) {
        ObjectNode label = Json.object();
        label.putArray("LocalizedLabels").addObject().put("Label", text).put("LanguageCode", 1033);
        return label;
    }

    /** Dataverse takes the date at creation alone, and ignores it afterwards. */
    @Test
    void sendsNoCreationDateToARowThatIsThere() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();
            Written first = client.create(person("Doe", "2020-01-02T03:04:05Z"));

            // When
            UpdatePlan plan = client.planUpdate(first.crmId(), person("Roe", "2021-01-01T00:00:00Z"), first.written())
                    .orElseThrow();
            client.update(plan);
            client.create(person("Roe", "2022-01-01T00:00:00Z"));

            // Then
            assertThat(plan.patch()).contains("Roe").doesNotContain("createdon");
            assertThat(client.readBack("contact", Map.of(first.crmId(), person("Roe", "2020-01-02T03:04:05Z"))))
                    .allMatch(ReadBack::sound);
        }
    }

    private static ObjectToWrite person(String lastName, String createdAt) {
        return new ObjectToWrite(
                new ObjectKey("contact", "contact:1"),
                "kit:contact:contact:1",
                Map.of(
                        "last_name", new Value.Text(lastName),
                        "created_at", new Value.Moment(Instant.parse(createdAt))),
                Map.of());
    }

    @Test
    void keepsAnAccountThatAContactStillBelongsTo() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();
            ObjectKey key = new ObjectKey("account", "company:1");
            Written account = client.create(
                    new ObjectToWrite(key, "kit:account:company:1", Map.of("name", new Value.Text("Acme")), Map.of()));
            Written contact = client.create(new ObjectToWrite(
                    new ObjectKey("contact", "contact:1"),
                    "kit:contact:contact:1",
                    Map.of("last_name", new Value.Text("Doe"), "account", new Value.Reference(key)),
                    Map.of(key, account.crmId())));

            // When
            CrmFault.Rejected refused =
                    catchThrowableOfType(CrmFault.Rejected.class, () -> client.delete("account", account.crmId()));
            long kept = subject.count("contact");
            client.delete("contact", contact.crmId());
            client.delete("account", account.crmId());

            // Then
            assertThat(refused.detail().code()).isEqualTo("has-dependents");
            assertThat(kept).isEqualTo(1);
            assertThat(subject.count("account")).isZero();
        }
    }

    @Test
    void asksForTheRightToCustomize() {
        // When
        List<Finding> findings = preflight(PLAIN.withoutPrivileges("prvCreateAttribute"));

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("customizing"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.ask()).contains("System Customizer").contains("prvCreateAttribute");
                });
    }

    private static ObjectToWrite field(String slug, String type, String... options) {
        ObjectKey key = new ObjectKey("field", "field:contact:" + slug);
        return new ObjectToWrite(
                key,
                "kit:" + key.objectType() + ":" + key.sourceKey(),
                Map.of(
                        "entity", new Value.Text("contact"),
                        "name", new Value.Text(slug),
                        "type", new Value.Text(type),
                        "options", new Value.Texts(List.of(options))),
                Map.of());
    }

    @Test
    void labelsWhatItMakesInTheLanguageOfTheOrganisation() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN.with(quirks -> quirks.withLanguage(1031)))) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();

            // When
            Written choice = client.create(field("colour", "choice", "Red"));
            client.update(client.planUpdate(choice.crmId(), field("colour", "choice", "Red", "Blue"), choice.written())
                    .orElseThrow());

            // Then
            client.refreshSchema();
            assertThat(client.readBack("field", Map.of(choice.crmId(), field("colour", "choice", "Red", "Blue"))))
                    .allMatch(ReadBack::sound);
        }
    }

    @Test
    void takesItsSolutionAndPublisherBackWithTheLastDefinition() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();
            Written first = client.create(field("spent", "money"));
            Written second = client.create(field("score", "decimal"));

            // When
            client.delete("field", first.crmId());
            long between = solutions(subject);
            client.delete("field", second.crmId());

            // Then
            assertThat(between).isEqualTo(2);
            assertThat(solutions(subject)).isEqualTo(1);
            assertThat(subject.sandbox().content().path("content").path("publisher"))
                    .hasSize(1);
        }
    }

    private static long solutions(DynamicsUnderTest subject) {
        return subject.sandbox().content().path("content").path("solution").size();
    }

    @Test
    void makesItsSolutionAgainWhenAnotherMigrationTookItAway() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient one = client(subject);
            CrmClient other = client(subject);
            one.refreshSchema();
            other.refreshSchema();
            Written theirs = one.create(field("spent", "money"));
            other.delete("field", other.create(field("score", "decimal")).crmId());
            other.delete("field", theirs.crmId());

            // When
            Written again = one.create(field("level", "text"));

            // Then
            assertThat(again.crmId()).isEqualTo("contact.kartra_level");
            assertThat(solutions(subject)).isEqualTo(2);
        }
    }

    @Test
    void describesTheEnvironmentInTheWordsOfCommands() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();
            client.create(field("migration_key", "key"));
            client.create(field("code", "code"));
            client.create(field("colour", "choice", "Red", "Blue"));
            client.create(field("spent", "money"));
            client.create(field("since", "date"));
            client.create(field("agreed", "flag"));
            client.create(named("list", "Newsletter"));
            client.create(named("price_list", "Kartra history"));

            // When
            client.refreshSchema();
            DestinationSchema schema = client.describe().orElseThrow();

            // Then
            DestinationSchema.Entity contact = schema.entity("contact").orElseThrow();
            assertThat(contact.fields())
                    .filteredOn(DestinationSchema.Field::custom)
                    .extracting(DestinationSchema.Field::key, DestinationSchema.Field::type)
                    .containsExactlyInAnyOrder(
                            tuple("contact.kartra_migration_key", "key"),
                            tuple("contact.kartra_code", "code"),
                            tuple("contact.kartra_colour", "choice"),
                            tuple("contact.kartra_spent", "money"),
                            tuple("contact.kartra_spent_base", "money"),
                            tuple("contact.kartra_since", "date"),
                            tuple("contact.kartra_agreed", "flag"));
            assertThat(contact.field("contact.kartra_colour").orElseThrow().options())
                    .containsExactly("Red", "Blue");
            assertThat(contact.field("contact.lastname").orElseThrow().maxLength())
                    .isEqualTo(50);
            assertThat(contact.labelField()).isEqualTo("contact.kartra_tags");
            assertThat(schema.activeUser(DynamicsUnderTest.OWNER)).isTrue();
            assertThat(schema.users()).contains(new DestinationSchema.User("former@example.org", false));
            assertThat(schema.entity("affiliate")).isEmpty();
            assertThat(schema.has("list", "newsletter")).isTrue();
            assertThat(schema.has("price_list", "Kartra history")).isTrue();
            assertThat(schema.has("list", "Kartra history")).isFalse();
        }
    }

    @Test
    void usesAColumnOfAnotherMakerThatACommandNames() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            DynamicsApi api = new DynamicsApi(wire(subject, subject.account()), Map.of());
            api.post("EntityDefinitions(LogicalName='contact')/Attributes", choice("new_Status", "Gold"), Map.of());
            client.refreshSchema();
            ObjectToWrite wanted = with(field("status", "choice", "Gold", "Silver"), "column", "new_status");

            // When
            Written column = client.create(wanted);
            Written row = client.create(new ObjectToWrite(
                    new ObjectKey("contact", "contact:1"),
                    "kit:contact:contact:1",
                    Map.of("last_name", new Value.Text("Doe"), "field:contact:status", new Value.Text("Silver")),
                    Map.of(new ObjectKey("field", "field:contact:status"), column.crmId())));

            // Then
            assertThat(column.crmId()).isEqualTo("contact.new_status");
            assertThat(column.attributes()).containsEntry("adopted", "1");
            client.refreshSchema();
            assertThat(client.readBack("field", Map.of(column.crmId(), wanted))).allMatch(ReadBack::sound);
            assertThat(api.get("contacts(" + row.crmId() + ")", Map.of("$select", "new_status"), Map.of())
                            .path("new_status")
                            .isNumber())
                    .isTrue();
            DestinationSchema.Entity contact =
                    client.describe().orElseThrow().entity("contact").orElseThrow();
            assertThat(contact.field("contact.new_status").orElseThrow().custom())
                    .isTrue();
            assertThat(contact.field("contact.kartra_status")).isEmpty();
        }
    }

    @Test
    void makesNoColumnOfAnotherMaker() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            CrmClient client = client(subject);
            client.refreshSchema();

            // When
            CrmFault.Rejected refused = catchThrowableOfType(
                    CrmFault.Rejected.class,
                    () -> client.create(with(field("status", "text"), "column", "new_status")));

            // Then
            assertThat(refused.detail().code()).isEqualTo("column-missing");
            assertThat(refused).hasMessageContaining("contact.new_status");
        }
    }

    private static ObjectToWrite with(ObjectToWrite object, String field, String text) {
        Map<String, Value> fields = new HashMap<>(object.fields());
        fields.put(field, new Value.Text(text));
        return new ObjectToWrite(object.key(), object.migrationKey(), fields, object.ids());
    }

    private static ObjectNode choice(String name, String option) {
        ObjectNode column = Json.object();
        column.put("@odata.type", "Microsoft.Dynamics.CRM.PicklistAttributeMetadata")
                .put("SchemaName", name);
        column.set("DisplayName", label("Status"));
        ObjectNode only = column.putObject("OptionSet")
                .put("@odata.type", "Microsoft.Dynamics.CRM.OptionSetMetadata")
                .put("OptionSetType", "Picklist")
                .put("IsGlobal", false)
                .putArray("Options")
                .addObject();
        only.put("Value", 100_000_000).set("Label", label(option));
        return column;
    }

    /** Where an environment does not know the casts, what it says of all columns at once has to do. */
    @Test
    void readsAllColumnsAtOnceWhereTheirKindsCannotBeRead() {
        try (DynamicsUnderTest subject = new DynamicsUnderTest(PLAIN)) {
            // Given
            ApiTransport wire = wire(subject, subject.account());
            ApiTransport withoutTexts = request -> wire.send(new ApiRequest(
                    request.method(),
                    request.route(),
                    request.path(),
                    request.query(),
                    request.headers(),
                    request.body() == null
                            ? null
                            : request.body()
                                    .replace("Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata", "Nothings"),
                    request.repeatable()));

            // When
            Map<String, ColumnSchema> columns = new ColumnReads(new DynamicsApi(withoutTexts, Map.of())).of("contact");

            // Then
            assertThat(columns).containsKeys("lastname", "emailaddress1", "birthdate");
            assertThat(columns.get("lastname"))
                    .isEqualTo(new ColumnReads(new DynamicsApi(wire, Map.of()))
                            .of("contact")
                            .get("lastname"));
            assertThat(columns.get("birthdate")).extracting(ColumnSchema::kind).isEqualTo(Kind.DAY);
        }
    }

    private static ObjectToWrite named(String objectType, String name) {
        return new ObjectToWrite(
                new ObjectKey(objectType, objectType + ":1"),
                "kit:" + objectType + ":1",
                objectType.equals("price_list")
                        ? Map.of("name", new Value.Text(name), "currency", new Value.Text("USD"))
                        : Map.of("name", new Value.Text(name)),
                Map.of());
    }
}
