package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class ReferencesTest {

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = new Fixture(Fixture.unlimited()
                .withUsers(List.of(
                        User.enabled("Eve", "eve@example.org"),
                        User.disabled("Dan", "dan@example.org"),
                        new User("Noa", "noa@example.org", true, false))));
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void bindsBothKindsOfParent() throws Exception {
        // Given
        String account = crm.account("Acme");
        String boss = crm.contact("Boss");

        // When
        String one = crm.create("contacts", "{\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}");
        String two = crm.create("contacts", "{\"parentcustomerid_contact@odata.bind\":\"contacts(" + boss + ")\"}");

        // Then
        JsonNode first = crm.get("/contacts(" + one + ")").json();
        assertThat(first.path("_accountid_value").asString()).isEqualTo(account);
        assertThat(crm.get("/contacts(" + two + ")/parentcustomerid_contact")
                        .json()
                        .path("lastname")
                        .asString())
                .isEqualTo("Boss");
    }

    @Test
    void refusesATargetThatDoesNotExist() throws Exception {
        // When
        String missing = Fixture.guid();
        Answer answer =
                crm.post("/contacts", "{\"parentcustomerid_account@odata.bind\":\"/accounts(" + missing + ")\"}");

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("0x80040217");
        assertThat(answer.message()).isEqualTo("account With Id = " + missing + " Does Not Exist");
    }

    @Test
    void refusesATargetOfTheWrongTable() throws Exception {
        // Given
        String boss = crm.contact("Boss");

        // When
        Answer answer = crm.post("/contacts", "{\"parentcustomerid_account@odata.bind\":\"/contacts(" + boss + ")\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x80048d19");
    }

    @Test
    void clearsALookupInThreeWays() throws Exception {
        // Given
        String account = crm.account("Acme");
        String bind = "{\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}";
        String id = crm.create("contacts", bind);

        // When
        crm.patch("/contacts(" + id + ")", "{\"parentcustomerid_account@odata.bind\":null}");
        boolean byBind = parent(id).isNull();
        crm.patch("/contacts(" + id + ")", bind);
        crm.patch("/contacts(" + id + ")", "{\"parentcustomerid_account\":null}");
        boolean byValue = parent(id).isNull();
        crm.put(
                "/contacts(" + id + ")/parentcustomerid_account/$ref",
                "{\"@odata.id\":\"" + crm.sandbox.serviceRoot() + "/accounts(" + account + ")\"}");
        boolean set = parent(id).asString("").equals(account);
        crm.delete("/contacts(" + id + ")/parentcustomerid_account/$ref");

        // Then
        assertThat(byBind).isTrue();
        assertThat(byValue).isTrue();
        assertThat(set).isTrue();
        assertThat(parent(id).isNull()).isTrue();
    }

    private JsonNode parent(String id) throws Exception {
        return crm.get("/contacts(" + id + ")").json().path("_parentcustomerid_value");
    }

    @Test
    void refusesDisabledAndPowerlessOwners() throws Exception {
        // When
        Answer disabled = crm.post("/contacts", owner("dan@example.org"));
        Answer powerless = crm.post("/contacts", owner("noa@example.org"));
        Answer enabled = crm.post("/contacts", owner("eve@example.org"));

        // Then
        assertThat(disabled.status()).isEqualTo(400);
        assertThat(disabled.code()).isEqualTo("0x8004022b");
        assertThat(powerless.status()).isEqualTo(403);
        assertThat(powerless.code()).isEqualTo("0x80040231");
        assertThat(enabled.status()).isEqualTo(204);
    }

    private static String owner(String email) {
        return "{\"ownerid@odata.bind\":\"/systemusers(" + Seed.userId(email) + ")\"}";
    }

    @Test
    void findsUsersByMail() throws Exception {
        // When
        JsonNode found = crm.get(
                        "/systemusers?$select=fullname,isdisabled&$filter=internalemailaddress eq 'DAN@example.org'")
                .rows();

        // Then
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("isdisabled").asBoolean()).isTrue();
    }

    @Test
    void refusesAnInactiveParent() throws Exception {
        // Given
        String account = crm.account("Acme");
        crm.patch("/accounts(" + account + ")", "{\"statecode\":1}");

        // When
        Answer answer =
                crm.post("/contacts", "{\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x80040517");
    }

    @Test
    void insertsRelatedRowsInOneTransaction() throws Exception {
        // When
        Answer good = crm.post(
                "/accounts",
                "{\"name\":\"Acme\",\"primarycontactid\":{\"lastname\":\"Lee\"},"
                        + "\"Account_Tasks\":[{\"subject\":\"Call\"}]}");
        Answer bad =
                crm.post("/accounts", "{\"name\":\"B\",\"primarycontactid\":{\"lastname\":\"Poe\"},\"nonsense\":1}");

        // Then
        assertThat(good.status()).isEqualTo(204);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(crm.get("/contacts?$select=lastname").rows()).hasSize(1);
        JsonNode row = crm.get("/accounts(" + good.id()
                        + ")?$select=name&$expand=primarycontactid($select=lastname),Account_Tasks($select=subject)")
                .json();
        assertThat(row.path("primarycontactid").path("lastname").asString()).isEqualTo("Lee");
        assertThat(row.path("Account_Tasks").path(0).path("subject").asString()).isEqualTo("Call");
    }
}
