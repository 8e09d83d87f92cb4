package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class DeletionTest {

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private int count(String set) throws Exception {
        return Integer.parseInt(crm.get("/" + set + "/$count").text());
    }

    @Test
    void deletesOnceOnly() throws Exception {
        // Given
        String id = crm.contact("Lee");

        // When
        int first = crm.delete("/contacts(" + id + ")").status();
        Answer second = crm.delete("/contacts(" + id + ")");

        // Then
        assertThat(first).isEqualTo(204);
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.code()).isEqualTo("0x80040217");
    }

    @Test
    void deletesTheContactsNotesAndActivitiesOfAnAccount() throws Exception {
        // Given
        String account = crm.account("Acme");
        String child = crm.create(
                "accounts", "{\"name\":\"Sub\",\"parentaccountid@odata.bind\":\"/accounts(" + account + ")\"}");
        String contact =
                crm.create("contacts", "{\"parentcustomerid_account@odata.bind\":\"/accounts(" + account + ")\"}");
        crm.create("annotations", "{\"objectid_contact@odata.bind\":\"/contacts(" + contact + ")\"}");
        crm.create("phonecalls", "{\"regardingobjectid_account_phonecall@odata.bind\":\"/accounts(" + account + ")\"}");

        // When
        crm.delete("/accounts(" + account + ")");

        // Then
        assertThat(count("contacts")).isZero();
        assertThat(count("annotations")).isZero();
        assertThat(count("phonecalls")).isZero();
        assertThat(crm.get("/accounts(" + child + ")")
                        .json()
                        .path("_parentaccountid_value")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesToDeleteWhatIsUsed() throws Exception {
        // Given
        String list = crm.create(
                "pricelevels",
                "{\"name\":\"Prices\",\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies("
                        + Seed.currencyId("USD") + ")\"}");
        crm.opportunity(",\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"");

        // When
        Answer answer = crm.delete("/pricelevels(" + list + ")");

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("0x80040227");
    }

    @Test
    void refusesAnOldVersion() throws Exception {
        // Given
        String id = crm.contact("Lee");

        // When
        Answer answer = crm.delete("/contacts(" + id + ")", "If-Match", "W/\"1\"");

        // Then
        assertThat(answer.status()).isEqualTo(412);
        assertThat(count("contacts")).isEqualTo(1);
    }

    @Test
    void deletesInBulkWhatAQueryFinds() throws Exception {
        // Given
        crm.create("contacts", "{\"importsequencenumber\":12}");
        crm.create("contacts", "{\"importsequencenumber\":12}");
        crm.create("contacts", "{\"importsequencenumber\":13}");

        // When
        Answer job = crm.post(
                "/BulkDelete",
                "{\"JobName\":\"undo\",\"QuerySet\":[{\"EntityName\":\"contact\",\"Criteria\":{\"FilterOperator\":\"And\","
                        + "\"Conditions\":[{\"AttributeName\":\"importsequencenumber\",\"Operator\":\"Equal\","
                        + "\"Values\":[{\"Value\":\"12\",\"Type\":\"System.Int32\"}]}]}}]}");

        // Then
        assertThat(job.status()).isEqualTo(200);
        String id = job.json().path("JobId").asString();
        var state = crm.get("/asyncoperations(" + id + ")?$select=statecode,statuscode")
                .json();
        assertThat(state.path("statecode").asInt()).isEqualTo(3);
        assertThat(state.path("statuscode").asInt()).isEqualTo(30);
        assertThat(count("contacts")).isEqualTo(1);
    }

    @Test
    void keepsUsers() throws Exception {
        // When
        Answer answer = crm.delete("/systemusers(" + Seed.APP_USER + ")");

        // Then
        assertThat(answer.status()).isEqualTo(405);
    }
}
