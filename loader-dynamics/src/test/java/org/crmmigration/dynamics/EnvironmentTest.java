package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.loader.port.Finding.Severity;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.dynamics.DynamicsSettings;
import org.junit.jupiter.api.Test;

/** What an environment lacks is said before anything is written, and what belongs to others is not deleted along. */
class EnvironmentTest {

    private static final DynamicsSettings PLAIN = DynamicsUnderTest.settings();

    private static CrmClient client(DynamicsUnderTest subject) {
        CrmVendor vendor = subject.vendor();
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        ApiTransport wire = new JdkTransport(http, subject.account().url(), Duration.ofSeconds(20));
        return vendor.client(
                request -> vendor.check(request, wire.send(vendor.authorize(request, subject.account()))),
                subject.account(),
                Clock.systemUTC());
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
        }
    }
}
