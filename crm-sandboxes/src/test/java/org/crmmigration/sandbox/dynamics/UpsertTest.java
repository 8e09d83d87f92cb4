package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class UpsertTest {

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
        crm.keyOn("contact");
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void createsAndUpdatesUnderAChosenGuid() throws Exception {
        // Given
        String id = Fixture.guid();

        // When
        Answer first = crm.patch("/contacts(" + id + ")", "{\"lastname\":\"A\"}");
        Answer second = crm.patch("/contacts(" + id + ")", "{\"lastname\":\"B\"}");

        // Then
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.id()).isEqualTo(id);
        assertThat(second.status()).isEqualTo(204);
        assertThat(crm.get("/contacts(" + id + ")").json().path("lastname").asString())
                .isEqualTo("B");
    }

    @Test
    void keepsCreateOnlyAndUpdateOnlyApart() throws Exception {
        // Given
        String id = Fixture.guid();

        // When
        Answer updateMissing = crm.patch("/contacts(" + id + ")", "{}", "If-Match", "*");
        Answer create = crm.patch("/contacts(" + id + ")", "{}", "If-None-Match", "*");
        Answer createAgain = crm.patch("/contacts(" + id + ")", "{}", "If-None-Match", "*");
        Answer update = crm.patch("/contacts(" + id + ")", "{}", "If-Match", "*");

        // Then
        assertThat(updateMissing.status()).isEqualTo(404);
        assertThat(create.status()).isEqualTo(204);
        assertThat(createAgain.status()).isEqualTo(412);
        assertThat(createAgain.message()).isEqualTo("A record with matching key values already exists.");
        assertThat(update.status()).isEqualTo(204);
    }

    @Test
    void refusesTheSameGuidTwice() throws Exception {
        // Given
        String id = crm.contact("A");

        // When
        Answer answer = crm.post("/contacts", "{\"contactid\":\"" + id + "\"}");

        // Then
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.code()).isEqualTo("0x80040237");
    }

    @Test
    void upsertsByKeyWithoutTellingTheGuid() throws Exception {
        // When
        Answer created = crm.patch("/contacts(kartra_id='K-1')", "{\"lastname\":\"A\"}");
        Answer updated = crm.patch("/contacts(kartra_id='k-1')", "{\"lastname\":\"B\",\"kartra_id\":\"K-9\"}");

        // Then
        assertThat(created.status()).isEqualTo(204);
        assertThat(created.header("OData-EntityId")).endsWith("/contacts(kartra_id='K-1')");
        assertThat(updated.status()).isEqualTo(204);
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("1");
        assertThat(crm.get("/contacts(kartra_id='K-1')").json().path("lastname").asString())
                .isEqualTo("B");
    }

    @Test
    void tellsCreatedFromUpdatedOnlyWithTheRow() throws Exception {
        // When
        String path = "/contacts(kartra_id='K-1')?$select=contactid";
        Answer created = crm.patch(path, "{\"lastname\":\"A\"}", "Prefer", "return=representation");
        Answer updated = crm.patch(path, "{\"lastname\":\"B\"}", "Prefer", "return=representation");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().path("contactid")).isEqualTo(created.json().path("contactid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%2Fb", "a%23b", "a%3Ab", "a%26b", "a%25b", "a*b"})
    void refusesCharactersThatBreakKeys(String key) throws Exception {
        // When
        Answer answer = crm.patch("/contacts(kartra_id='" + key + "')", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isEqualTo("Bad Request - Error in query syntax.");
    }

    @Test
    void takesQuotesAndDotsInKeys() throws Exception {
        // When
        Answer answer = crm.patch("/contacts(kartra_id='O''Hara.x_y-z@q')", "{\"lastname\":\"A\"}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(crm.get("/contacts(kartra_id='O''Hara.x_y-z@q')")
                        .json()
                        .path("kartra_id")
                        .asString())
                .isEqualTo("O'Hara.x_y-z@q");
    }

    @Test
    void refusesColumnsThatAreNoKey() throws Exception {
        // When
        Answer answer = crm.patch("/contacts(jobtitle='x')", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).startsWith("The key in the request URI is not valid for resource");
    }

    @Test
    void refusesASecondRowWithTheSameKey() throws Exception {
        // Given
        crm.create("contacts", "{\"kartra_id\":\"K-1\"}");
        String other = crm.create("contacts", "{\"kartra_id\":\"K-2\"}");

        // When
        Answer created = crm.post("/contacts", "{\"kartra_id\":\"k-1\"}");
        Answer updated = crm.patch("/contacts(" + other + ")", "{\"kartra_id\":\"K-1\"}");

        // Then
        assertThat(created.status()).isEqualTo(412);
        assertThat(created.code()).isEqualTo("0x80060892");
        assertThat(updated.status()).isEqualTo(412);
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("2");
    }

    @Test
    void letsManyRowsBeWithoutKey() throws Exception {
        // When
        crm.contact("A");
        int second = crm.post("/contacts", "{\"lastname\":\"B\"}").status();

        // Then
        assertThat(second).isEqualTo(204);
    }

    @Test
    void answersNotFoundForAKeyNobodyHas() throws Exception {
        // When
        Answer answer = crm.get("/contacts(kartra_id='K-1')");

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("0x80060891");
    }

    @Test
    void bindsByKey() throws Exception {
        // Given
        crm.create("contacts", "{\"lastname\":\"Lee\",\"kartra_id\":\"K-1\"}");

        // When
        String id = crm.create(
                "accounts", "{\"name\":\"Acme\",\"primarycontactid@odata.bind\":\"/contacts(kartra_id='K-1')\"}");

        // Then
        assertThat(crm.get("/accounts(" + id + ")/primarycontactid")
                        .json()
                        .path("lastname")
                        .asString())
                .isEqualTo("Lee");
    }
}
