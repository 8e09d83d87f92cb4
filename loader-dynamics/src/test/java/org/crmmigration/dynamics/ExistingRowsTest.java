package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.crmmigration.contract.Sample;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rows the environment had before are taken over by what they are known by, not made a second time. */
class ExistingRowsTest {

    private final DynamicsUnderTest dynamics = new DynamicsUnderTest(DynamicsUnderTest.settings());
    private final ApiTransport wire = wire();
    private final DynamicsApi api = new DynamicsApi(wire, Map.of());
    private final Map<ObjectKey, String> ids = new HashMap<>();

    @AfterEach
    void stop() {
        dynamics.close();
    }

    private ApiTransport wire() {
        CrmVendor vendor = dynamics.vendor();
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        ApiTransport plain = new JdkTransport(http, dynamics.account().url(), Duration.ofSeconds(20));
        return request -> vendor.check(request, plain.send(vendor.authorize(request, dynamics.account())));
    }

    /** A client as a process that starts anew has it. */
    private CrmClient client() {
        CrmClient client = dynamics.vendor().client(wire, dynamics.account(), Clock.systemUTC());
        client.refreshSchema();
        return client;
    }

    private CrmClient furnished() {
        CrmClient client = client();
        for (Sample sample : DynamicsSamples.foundations()) {
            ids.put(
                    sample.key(),
                    client.create(object(sample.key(), sample.fields())).crmId());
        }
        client.refreshSchema();
        return client;
    }

    private ObjectToWrite object(ObjectKey key, Map<String, Value> fields) {
        return new ObjectToWrite(key, "test:" + key, fields, Map.copyOf(ids));
    }

    private ObjectToWrite jane(String sourceKey, String... existing) {
        return object(
                new ObjectKey("contact", sourceKey),
                Map.of(
                        "last_name", text("Doe"),
                        "email", text("jane@example.org"),
                        "phone", text("+15550100"),
                        "match", texts("migration_key", "email"),
                        "existing", texts(existing)));
    }

    private ObjectToWrite company(String sourceKey, String website, String name) {
        return object(
                new ObjectKey("account", sourceKey),
                Map.of(
                        "name", text(name),
                        "website", text(website),
                        "match", texts("domain", "name"),
                        "existing", texts("*=fill")));
    }

    private String there(String set, String body) {
        String id = UUID.randomUUID().toString();
        api.patch(set + "(" + id + ")", Json.parse(body), Map.of());
        return id;
    }

    private JsonNode row(String set, String id) {
        return api.get(set + "(" + id + ")", Map.of(), Map.of());
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value texts(String... texts) {
        return new Value.Texts(List.of(texts));
    }

    @Test
    void areFilledWhereTheyAreEmptyAndCanBePutBack() {
        // Given
        CrmClient client = furnished();
        String id = there("contacts", "{\"lastname\":\"Of old\",\"emailaddress2\":\"Jane@Example.org\"}");
        long before = dynamics.count("contact");

        // When
        UpdatePlan plan = client.planAdoption(jane("contact:1", "*=fill", "last_name=leave"))
                .orElseThrow();
        Written written = client.update(plan);

        // Then
        assertThat(written.crmId()).isEqualTo(id);
        assertThat(dynamics.count("contact")).isEqualTo(before);
        JsonNode taken = row("contacts", id);
        assertThat(Json.text(taken, "lastname")).isEqualTo("Of old");
        assertThat(Json.text(taken, "telephone1")).isEqualTo("+15550100");
        assertThat(Json.text(taken, "kartra_migration_key")).isEqualTo("test:contact|contact:1");
        assertThat(plan.conflicts()).extracting(Written.Conflict::field).containsExactly("last_name");

        // When
        client.restore("contact", id, plan.beforeImage(), written.written());

        // Then
        JsonNode restored = row("contacts", id);
        assertThat(Json.text(restored, "telephone1")).isEmpty();
        assertThat(Json.text(restored, "emailaddress1")).isEmpty();
        assertThat(Json.text(restored, "kartra_migration_key")).isEmpty();
    }

    @Test
    void belongToOneObjectAndAreNotGuessedAmongSeveral() {
        // Given
        CrmClient client = furnished();
        there("contacts", "{\"lastname\":\"Of old\",\"emailaddress1\":\"jane@example.org\"}");
        there("accounts", "{\"name\":\"A\",\"websiteurl\":\"https://www.twins.example\"}");
        there("accounts", "{\"name\":\"B\",\"websiteurl\":\"twins.example/about\"}");
        ObjectToWrite twins = company("company:1", "http://twins.example", "C");

        // When / Then
        assertThat(client.isThere(jane("contact:1"))).isTrue();
        assertThat(client.planAdoption(jane("contact:2"))).isEmpty();
        assertThat(client.planAdoption(jane("contact:1"))).isPresent();
        assertThat(client.isThere(twins)).isFalse();
        assertThat(client.createMany(List.of(twins)).getFirst().attributes()).containsEntry("severalMatches", "1");
        assertThat(client.create(jane("contact:2")).attributes()).doesNotContainKey("severalMatches");
    }

    @Test
    void areFoundByTheirWebsiteBeforeTheirName() {
        // Given
        CrmClient client = furnished();
        there("accounts", "{\"name\":\"Acme\"}");
        String sited = there("accounts", "{\"name\":\"Acme Holding\",\"websiteurl\":\"https://acme.example/\"}");

        // When
        UpdatePlan plan = client.planAdoption(company("company:9", "www.Acme.example", "acme"))
                .orElseThrow();

        // Then
        assertThat(plan.crmId()).isEqualTo(sited);
    }

    @Test
    void areLeftAloneWhenTheyAreInactive() {
        // Given
        CrmClient client = furnished();
        String merged = there("contacts", "{\"lastname\":\"Merged\",\"emailaddress1\":\"jane@example.org\"}");
        api.patch("contacts(" + merged + ")", Json.parse("{\"statecode\":1,\"statuscode\":2}"), Map.of());

        // When / Then
        assertThat(client.isThere(jane("contact:1"))).isFalse();
    }

    /** Rows of ours are not somebody's of before, and one that was taken over stays the object's, whatever it is known by. */
    @Test
    void areTheSameAfterARestart() {
        // Given
        CrmClient client = furnished();
        String old = there("contacts", "{\"lastname\":\"Of old\",\"emailaddress1\":\"jane@example.org\"}");
        client.update(client.planAdoption(jane("contact:1", "*=fill")).orElseThrow());
        client.create(jane("contact:2"));

        // When
        CrmClient again = client();

        // Then
        assertThat(again.planAdoption(jane("contact:1")).map(UpdatePlan::crmId)).contains(old);
        assertThat(again.isThere(jane("contact:2"))).isFalse();
        assertThat(again.isThere(jane("contact:3"))).isFalse();
    }

    @Test
    void areNotGuessedWithoutTheColumnThatTellsOursFromOthers() {
        // When
        CrmFault.Rejected refusal =
                catchThrowableOfType(CrmFault.Rejected.class, () -> client().isThere(jane("contact:1")));

        // Then
        assertThat(refusal.detail().message()).contains("kartra_migration_key", "vocabulary");
    }
}
