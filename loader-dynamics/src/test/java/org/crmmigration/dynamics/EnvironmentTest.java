package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.crmmigration.loader.port.Written;
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
}
