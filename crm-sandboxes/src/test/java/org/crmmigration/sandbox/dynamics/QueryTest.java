package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class QueryTest {

    private Fixture crm;
    private String acme;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
        acme = crm.account("Acme");
        crm.create(
                "contacts",
                "{\"lastname\":\"Adams\",\"numberofchildren\":1,\"emailaddress1\":\"a@example.org\",\"birthdate\":\"1990-01-01\","
                        + "\"parentcustomerid_account@odata.bind\":\"/accounts(" + acme + ")\"}");
        crm.create("contacts", "{\"lastname\":\"Brown\",\"numberofchildren\":2,\"birthdate\":\"1980-01-01\"}");
        crm.create("contacts", "{\"lastname\":\"Clark\",\"numberofchildren\":3}");
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "lastname eq 'adams'|Adams",
                "lastname ne 'Adams'|Brown,Clark",
                "numberofchildren ge 2 and numberofchildren lt 3|Brown",
                "numberofchildren eq 1 or lastname eq 'Clark'|Adams,Clark",
                "not (lastname eq 'Adams')|Brown,Clark",
                "contains(lastname,'ar')|Clark",
                "startswith(lastname,'b')|Brown",
                "endswith(lastname,'WN')|Brown",
                "emailaddress1 eq null|Brown,Clark",
                "birthdate gt 1985-06-01|Adams",
                "parentcustomerid_account/name eq 'Acme'|Adams",
                "Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=['Adams','Clark'])|Adams,Clark",
            })
    void filters(String filter, String names) throws Exception {
        // When
        JsonNode rows = crm.get("/contacts?$select=lastname&$orderby=lastname&$filter=" + filter)
                .rows();

        // Then
        assertThat(names(rows)).isEqualTo(List.of(names.split(",", -1)));
    }

    @Test
    void filtersByLookupThroughItsIndex() throws Exception {
        // When
        JsonNode rows =
                crm.get("/contacts?$filter=_parentcustomerid_value eq " + acme).rows();

        // Then
        assertThat(names(rows)).containsExactly("Adams");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=nonsense eq 1",
                "$filter=lastname like 'x'",
                "$filter=lastname eq 'x",
                "$orderby=nonsense",
                "$skip=1",
                "$expand=nonsense"
            })
    void refusesQueriesItDoesNotUnderstand(String query) throws Exception {
        // When
        Answer answer = crm.get("/contacts?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAddressesThatAreTooLong() throws Exception {
        // When
        Answer answer = crm.get("/contacts?$select=" + "lastname,".repeat(3_700));

        // Then
        assertThat(answer.status()).isEqualTo(414);
    }

    @Test
    void pagesByOpaqueLinks() throws Exception {
        // When
        List<String> seen = new ArrayList<>();
        Answer page = crm.get("/contacts?$select=lastname&$count=true", "Prefer", "odata.maxpagesize=2");
        int total = page.json().path("@odata.count").asInt();
        seen.addAll(names(page.rows()));
        String next = page.json().path("@odata.nextLink").asString();
        Answer last = crm.get(next, "Prefer", "odata.maxpagesize=2");
        seen.addAll(names(last.rows()));

        // Then
        assertThat(total).isEqualTo(3);
        assertThat(next).startsWith(crm.sandbox.serviceRoot() + "/contacts?");
        assertThat(last.json().has("@odata.nextLink")).isFalse();
        assertThat(seen).containsExactlyInAnyOrder("Adams", "Brown", "Clark");
    }

    @Test
    void pagesInOrder() throws Exception {
        // When
        Answer page = crm.get("/contacts?$orderby=numberofchildren desc", "Prefer", "odata.maxpagesize=2");
        Answer last = crm.get(page.json().path("@odata.nextLink").asString(), "Prefer", "odata.maxpagesize=2");

        // Then
        assertThat(names(page.rows())).containsExactly("Clark", "Brown");
        assertThat(names(last.rows())).containsExactly("Adams");
    }

    @Test
    void takesTheTopWithoutALink() throws Exception {
        // When
        Answer answer = crm.get("/contacts?$top=1&$orderby=lastname");

        // Then
        assertThat(names(answer.rows())).containsExactly("Adams");
        assertThat(answer.json().has("@odata.nextLink")).isFalse();
    }

    @Test
    void readsCollectionsOfARow() throws Exception {
        // When
        JsonNode contacts = crm.get("/accounts(" + acme + ")/contact_customer_accounts?$select=lastname")
                .rows();

        // Then
        assertThat(names(contacts)).containsExactly("Adams");
    }

    @Test
    void saysWhichBulkMessagesATableTakes() throws Exception {
        // Given
        String query = "/sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq @m and"
                + " primaryobjecttypecode eq @t&@m='CreateMultiple'&@t='";

        // When
        JsonNode contact = crm.get(query + "contact'").rows();
        JsonNode phonecall = crm.get(query + "phonecall'").rows();

        // Then
        assertThat(contact).hasSize(1);
        assertThat(phonecall).isEmpty();
    }

    private static List<String> names(JsonNode rows) {
        return rows.valueStream().map(row -> row.path("lastname").asString("")).toList();
    }
}
