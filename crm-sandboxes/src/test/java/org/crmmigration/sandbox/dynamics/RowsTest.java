package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class RowsTest {

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void answersACreateWithTheAddressAlone() throws Exception {
        // When
        Answer answer = crm.post("/contacts", "{\"firstname\":\"Ann\",\"lastname\":\"Lee\"}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        JsonNode row = crm.get("/contacts(" + answer.id() + ")").json();
        assertThat(row.path("fullname").asString()).isEqualTo("Ann Lee");
        assertThat(row.path("createdon").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(row.path("_ownerid_value").asString()).isEqualTo(Seed.APP_USER);
    }

    @Test
    void answersACreateWithTheRowWhenPreferred() throws Exception {
        // When
        Answer answer =
                crm.post("/contacts?$select=lastname", "{\"lastname\":\"Lee\"}", "Prefer", "return=representation");

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("OData-EntityId")).isEmpty();
        assertThat(answer.header("Preference-Applied")).isEqualTo("return=representation");
        assertThat(answer.json().path("lastname").asString()).isEqualTo("Lee");
        assertThat(answer.json().has("contactid")).isTrue();
        assertThat(answer.json().has("firstname")).isFalse();
    }

    @Test
    void savesAContactWithoutItsBusinessRequiredName() throws Exception {
        // When
        Answer answer = crm.post("/contacts", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"nickname2\":\"x\"}|0x80048d19|Invalid property 'nickname2'",
                "{\"firstname\":5}|0x80048d19|Edm.String",
                "{\"jobtitle\":\"%s\"}|0x80044331|maximum allowed length of '100'",
                "{\"gendercode\":9}|0x8004431a|Accepted Values: 1,2",
                "{\"numberofchildren\":-1}|0x8004432f|outside the valid range",
                "{\"annualincome\":-1}|0x80044330|outside the valid range",
                "{\"birthdate\":\"2000-01-31T10:00:00Z\"}|0x80048d19|Edm.Date",
                "{\"birthdate\":\"31.01.2000\"}|0x80048d19|Edm.DateTimeOffset",
                "{\"birthdate\":\"1600-01-31\"}|0x80040239|minimum value",
                "{\"donotemail\":\"yes\"}|0x80048d19|Edm.Boolean",
                "{\"ownerid\":\"x\"}|0x80048d19|navigation property 'ownerid'",
                "{\"_ownerid_value\":\"x\"}|0x80048d19|Invalid property",
                "{\"parentcustomerid@odata.bind\":\"/accounts(x)\"}|0x80048d19|undeclared property 'parentcustomerid'",
            })
    void refusesValuesThatDoNotFit(String body, String code, String message) throws Exception {
        // When
        Answer answer = crm.post("/contacts", body.replace("%s", "x".repeat(101)));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).contains(message);
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("0");
    }

    @Test
    void ignoresColumnsThatCannotBeWritten() throws Exception {
        // When
        String id = crm.create(
                "contacts",
                "{\"lastname\":\"Lee\",\"fullname\":\"Other\",\"createdon\":\"2001-01-01T00:00:00Z\",\"statecode\":1}");

        // Then
        JsonNode row = crm.get("/contacts(" + id + ")").json();
        assertThat(row.path("fullname").asString()).isEqualTo("Lee");
        assertThat(row.path("createdon").asString()).startsWith("2026");
        assertThat(row.path("statecode").asInt()).isZero();
    }

    @Test
    void refusesUnknownSetsAndSelectedColumns() throws Exception {
        // When
        Answer set = crm.get("/Account");
        Answer column = crm.get("/accounts?$select=Name");

        // Then
        assertThat(set.status()).isEqualTo(404);
        assertThat(set.code()).isEqualTo("0x8006088a");
        assertThat(set.message()).isEqualTo("Resource not found for the segment 'Account'.");
        assertThat(column.status()).isEqualTo(400);
        assertThat(column.code()).isEqualTo("0x0");
        assertThat(column.message()).contains("'Name' on type 'Microsoft.Dynamics.CRM.account'");
    }

    @Test
    void backdatesByTheOverriddenDateOnCreateOnly() throws Exception {
        // When
        String id = crm.create("contacts", "{\"lastname\":\"Old\",\"overriddencreatedon\":\"2019-05-06T07:08:09Z\"}");
        crm.patch("/contacts(" + id + ")", "{\"overriddencreatedon\":\"2010-01-01\"}");

        // Then
        JsonNode row = crm.get("/contacts(" + id + ")").json();
        assertThat(row.path("createdon").asString()).isEqualTo("2019-05-06T00:00:00Z");
        assertThat(row.path("overriddencreatedon").asString()).isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void refusesACreationDateInTheFuture() throws Exception {
        // When
        Answer answer = crm.post("/contacts", "{\"overriddencreatedon\":\"2027-01-01\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void storesEmptyTextAsNull() throws Exception {
        // When
        String id = crm.create("contacts", "{\"lastname\":\"Lee\",\"jobtitle\":\"\"}");

        // Then
        assertThat(crm.get("/contacts(" + id + ")").json().path("jobtitle").isNull())
                .isTrue();
    }

    @Test
    void setsAndClearsASingleProperty() throws Exception {
        // Given
        String id = crm.contact("Lee");

        // When
        int set = crm.put("/contacts(" + id + ")/jobtitle", "{\"value\":\"Chief\"}")
                .status();
        String value =
                crm.get("/contacts(" + id + ")/jobtitle").json().path("value").asString("");
        int cleared = crm.delete("/contacts(" + id + ")/jobtitle").status();

        // Then
        assertThat(set).isEqualTo(204);
        assertThat(value).isEqualTo("Chief");
        assertThat(cleared).isEqualTo(204);
        assertThat(crm.get("/contacts(" + id + ")").json().path("jobtitle").isNull())
                .isTrue();
    }

    @Test
    void answersNotModifiedForTheSameVersion() throws Exception {
        // Given
        String id = crm.contact("Lee");
        String etag =
                crm.get("/contacts(" + id + ")").json().path("@odata.etag").asString();

        // When
        int same = crm.get("/contacts(" + id + ")", "If-None-Match", etag).status();
        int unconditional =
                crm.get("/contacts(" + id + ")", "If-None-Match", "null").status();

        // Then
        assertThat(same).isEqualTo(304);
        assertThat(unconditional).isEqualTo(200);
    }

    @Test
    void refusesAStaleVersion() throws Exception {
        // Given
        String id = crm.contact("Lee");
        String etag =
                crm.get("/contacts(" + id + ")").json().path("@odata.etag").asString();
        crm.patch("/contacts(" + id + ")", "{\"jobtitle\":\"A\"}", "If-Match", etag);

        // When
        Answer stale = crm.patch("/contacts(" + id + ")", "{\"jobtitle\":\"B\"}", "If-Match", etag);

        // Then
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("0x80060882");
        assertThat(crm.get("/contacts(" + id + ")").json().path("jobtitle").asString())
                .isEqualTo("A");
    }

    @Test
    void annotatesOnlyOnRequest() throws Exception {
        // Given
        String account = crm.account("Acme");
        String id = crm.create(
                "contacts",
                "{\"gendercode\":2,\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}");

        // When
        JsonNode plain = crm.get("/contacts(" + id + ")").json();
        JsonNode annotated = crm.get("/contacts(" + id + ")", "Prefer", "odata.include-annotations=\"*\"")
                .json();

        // Then
        String parent = "_parentcustomerid_value";
        assertThat(plain.path(parent).asString()).isEqualTo(account);
        assertThat(plain.has(parent + "@Microsoft.Dynamics.CRM.lookuplogicalname"))
                .isFalse();
        assertThat(annotated
                        .path(parent + "@Microsoft.Dynamics.CRM.lookuplogicalname")
                        .asString())
                .isEqualTo("account");
        assertThat(annotated
                        .path(parent + "@Microsoft.Dynamics.CRM.associatednavigationproperty")
                        .asString())
                .isEqualTo("parentcustomerid_account");
        assertThat(annotated
                        .path(parent + "@OData.Community.Display.V1.FormattedValue")
                        .asString())
                .isEqualTo("Acme");
        assertThat(annotated
                        .path("gendercode@OData.Community.Display.V1.FormattedValue")
                        .asString())
                .isEqualTo("Female");
    }

    @Test
    void refusesADuplicateByRuleOnlyWhenAsked() throws Exception {
        // Given
        DynamicsSettings settings = Fixture.unlimited()
                .withDuplicateRules(new DuplicateRule("contact", java.util.List.of("emailaddress1")));
        String body = "{\"emailaddress1\":\"ann@example.org\"}";
        try (Fixture strict = new Fixture(settings)) {
            strict.create("contacts", body);

            // When
            Answer refused = strict.post("/contacts", body, "MSCRM.SuppressDuplicateDetection", "false");
            Answer suppressed = strict.post("/contacts", body);

            // Then
            assertThat(refused.status()).isEqualTo(412);
            assertThat(refused.code()).isEqualTo("0x80040333");
            assertThat(suppressed.status()).isEqualTo(204);
        }
    }

    @Test
    void checksStateAndReasonTogether() throws Exception {
        // Given
        String id = crm.account("Acme");

        // When
        Answer created = crm.post("/accounts", "{\"name\":\"B\",\"statuscode\":2}");
        Answer mixed = crm.patch("/accounts(" + id + ")", "{\"statecode\":1,\"statuscode\":1}");
        Answer inactive = crm.patch("/accounts(" + id + ")", "{\"statecode\":1,\"statuscode\":2}");

        // Then
        assertThat(created.status()).isEqualTo(400);
        assertThat(created.code()).isEqualTo("0x80048408");
        assertThat(created.message()).startsWith("2 is not a valid status code for state code AccountState.Active");
        assertThat(mixed.code()).isEqualTo("0x80048408");
        assertThat(inactive.status()).isEqualTo(204);
    }
}
