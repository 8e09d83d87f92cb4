package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class SalesTest {

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    private static String close(String id, int status, String more) {
        return "{\"Status\":" + status
                + ",\"OpportunityClose\":{\"@odata.type\":\"Microsoft.Dynamics.CRM.opportunityclose\",\"subject\":\"Closed\","
                + more + "\"opportunityid@odata.bind\":\"/opportunities(" + id + ")\"}}";
    }

    private JsonNode opportunity(String id) throws Exception {
        return crm.get("/opportunities(" + id + ")").json();
    }

    @Test
    void wins() throws Exception {
        // Given
        String id = crm.opportunity(",\"estimatedvalue\":10");

        // When
        Answer answer =
                crm.post("/WinOpportunity", close(id, 3, "\"actualrevenue\":1200.50,\"actualend\":\"2025-11-03\","));

        // Then
        assertThat(answer.status()).isEqualTo(204);
        JsonNode row = opportunity(id);
        assertThat(row.path("statecode").asInt()).isEqualTo(1);
        assertThat(row.path("statuscode").asInt()).isEqualTo(3);
        assertThat(row.path("actualvalue").decimalValue()).isEqualByComparingTo("1200.50");
        assertThat(row.path("actualclosedate").asString()).isEqualTo("2025-11-03");
        JsonNode closes = crm.get("/opportunitycloses?$filter=_opportunityid_value eq " + id)
                .rows();
        assertThat(closes.path(0).path("statecode").asInt()).isEqualTo(1);
    }

    @Test
    void losesWithAReasonOfTheLostState() throws Exception {
        // Given
        String id = crm.opportunity("");

        // When
        Answer wrong = crm.post("/LoseOpportunity", close(id, 3, ""));
        Answer lost = crm.post("/LoseOpportunity", close(id, 4, ""));
        Answer again = crm.post("/LoseOpportunity", close(id, 4, ""));

        // Then
        assertThat(wrong.code()).isEqualTo("0x80048408");
        assertThat(lost.status()).isEqualTo(204);
        assertThat(again.code()).isEqualTo("0x80040515");
        assertThat(crm.get("/opportunitycloses/$count").text()).isEqualTo("1");
    }

    @Test
    void refusesToCloseByUpdateAndToChangeAClosedOne() throws Exception {
        // Given
        String id = crm.opportunity("");

        // When
        Answer byUpdate = crm.patch("/opportunities(" + id + ")", "{\"statecode\":1,\"statuscode\":3}");
        crm.post("/WinOpportunity", close(id, 3, ""));
        Answer change = crm.patch("/opportunities(" + id + ")", "{\"description\":\"x\"}");
        Answer reopened = crm.patch("/opportunities(" + id + ")", "{\"statecode\":0,\"statuscode\":1}");

        // Then
        assertThat(byUpdate.code()).isEqualTo("0x80100005");
        assertThat(change.code()).isEqualTo("0x80040515");
        assertThat(reopened.status()).isEqualTo(204);
    }

    @Test
    void refusesAnOpportunityOfNobody() throws Exception {
        // When
        Answer answer = crm.post("/opportunities", "{\"name\":\"Order\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x8004022d");
    }

    @Test
    void addsWriteInLinesToAnOpportunityWithPriceList() throws Exception {
        // Given
        String list = priceList();
        String id = crm.opportunity(
                ",\"isrevenuesystemcalculated\":true,\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"");

        // When
        Answer line = crm.post("/opportunityproducts", writeIn(id, "\"manualdiscountamount\":8,\"tax\":10,"));

        // Then
        assertThat(line.status()).isEqualTo(204);
        JsonNode row = crm.get("/opportunityproducts(" + line.id() + ")").json();
        assertThat(row.path("baseamount").decimalValue()).isEqualByComparingTo("398");
        assertThat(row.path("extendedamount").decimalValue()).isEqualByComparingTo("400");
        assertThat(opportunity(id).path("totalamount").decimalValue()).isEqualByComparingTo("400");
        assertThat(opportunity(id).path("estimatedvalue").decimalValue()).isEqualByComparingTo("400");
    }

    @Test
    void refusesWriteInLinesWithoutPriceListOrWithAUnit() throws Exception {
        // Given
        String bare = crm.opportunity("");
        String listed = crm.opportunity(",\"pricelevelid@odata.bind\":\"/pricelevels(" + priceList() + ")\"");

        // When
        Answer noList = crm.post("/opportunityproducts", writeIn(bare, ""));
        Answer unit =
                crm.post("/opportunityproducts", writeIn(listed, "\"uomid@odata.bind\":\"/uoms(" + Seed.UNIT + ")\","));

        // Then
        assertThat(noList.code()).isEqualTo("0x80100010");
        assertThat(unit.code()).isEqualTo("0x80043afa");
    }

    private String priceList() throws Exception {
        return crm.create(
                "pricelevels",
                "{\"name\":\"Prices\",\"transactioncurrencyid@odata.bind\":\"/transactioncurrencies("
                        + Seed.currencyId("USD") + ")\"}");
    }

    private static String writeIn(String opportunity, String more) {
        return "{" + more + "\"opportunityid@odata.bind\":\"/opportunities(" + opportunity
                + ")\",\"isproductoverridden\":true,\"productdescription\":\"Gold course\",\"priceperunit\":199.0,"
                + "\"quantity\":2}";
    }

    @Test
    void pricesCatalogueLinesOfPublishedProductsOnly() throws Exception {
        // Given
        String list = priceList();
        String product = crm.create(
                "products",
                "{\"name\":\"Course\",\"productnumber\":\"C-1\",\"defaultuomid@odata.bind\":\"/uoms(" + Seed.UNIT
                        + ")\"," + "\"defaultuomscheduleid@odata.bind\":\"/uomschedules(" + Seed.UNIT_GROUP + ")\"}");
        crm.create(
                "productpricelevels",
                "{\"amount\":50,\"pricelevelid@odata.bind\":\"/pricelevels(" + list
                        + ")\",\"productid@odata.bind\":\"/products(" + product + ")\",\"uomid@odata.bind\":\"/uoms("
                        + Seed.UNIT + ")\"}");
        String id = crm.opportunity(",\"pricelevelid@odata.bind\":\"/pricelevels(" + list + ")\"");
        String line = "{\"quantity\":3,\"opportunityid@odata.bind\":\"/opportunities(" + id
                + ")\",\"productid@odata.bind\":\"/products(" + product + ")\",\"uomid@odata.bind\":\"/uoms("
                + Seed.UNIT
                + ")\"}";

        // When
        Answer draft = crm.post("/opportunityproducts", line);
        crm.patch("/products(" + product + ")", "{\"statecode\":0,\"statuscode\":1}");
        Answer published = crm.post("/opportunityproducts", line);

        // Then
        assertThat(draft.status()).isEqualTo(400);
        assertThat(published.status()).isEqualTo(204);
        assertThat(crm.get("/opportunityproducts(" + published.id() + ")")
                        .json()
                        .path("extendedamount")
                        .decimalValue())
                .isEqualByComparingTo("150");
    }

    @Test
    void completesActivitiesInASecondCallAndLocksThem() throws Exception {
        // Given
        String contact = crm.contact("Lee");
        String id = crm.create(
                "tasks",
                "{\"subject\":\"Call\",\"regardingobjectid_contact_task@odata.bind\":\"/contacts(" + contact + ")\"}");

        // When
        Answer completed = crm.patch(
                "/tasks(" + id + ")", "{\"statecode\":1,\"statuscode\":5,\"actualend\":\"2020-01-01T00:00:00Z\"}");
        Answer locked = crm.patch("/tasks(" + id + ")", "{\"subject\":\"Other\"}");

        // Then
        assertThat(completed.status()).isEqualTo(204);
        assertThat(locked.code()).isEqualTo("0x80040230");
        assertThat(crm.get("/tasks(" + id + ")").json().path("actualend").asString())
                .isEqualTo("2020-01-01T00:00:00Z");
        assertThat(crm.get("/contacts(" + contact + ")/Contact_Tasks").rows()).hasSize(1);
    }

    @Test
    void refusesAppointmentsWithoutTimes() throws Exception {
        // When
        Answer none = crm.post("/appointments", "{\"subject\":\"Meet\"}");
        Answer past = crm.post(
                "/appointments",
                "{\"subject\":\"Meet\",\"scheduledstart\":\"2020-01-01T10:00:00Z\","
                        + "\"scheduledend\":\"2020-01-01T10:30:00Z\",\"appointment_activity_parties\":[]}");

        // Then
        assertThat(none.status()).isEqualTo(400);
        assertThat(past.status()).isEqualTo(204);
        assertThat(crm.get("/appointments(" + past.id() + ")")
                        .json()
                        .path("scheduleddurationminutes")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void keepsThePartiesOfACall() throws Exception {
        // Given
        String contact = crm.contact("Lee");

        // When
        Answer answer = crm.post(
                "/phonecalls",
                "{\"subject\":\"Call\",\"phonecall_activity_parties\":[{\"partyid_contact@odata.bind\":\"/contacts("
                        + contact + ")\",\"participationtypemask\":2}]}");

        // Then
        assertThat(answer.status()).isEqualTo(204);
        JsonNode parties = crm.get("/phonecalls(" + answer.id() + ")/phonecall_activity_parties")
                .rows();
        assertThat(parties.path(0).path("_partyid_value").asString()).isEqualTo(contact);
    }

    @Test
    void refusesNotesThatAreTooLong() throws Exception {
        // When
        Answer answer = crm.post("/annotations", "{\"notetext\":\"" + "x".repeat(100_001) + "\"}");

        // Then
        assertThat(answer.code()).isEqualTo("0x80044331");
    }

    @Test
    void putsContactsOnAList() throws Exception {
        // Given
        String list = crm.create("lists", "{\"listname\":\"News\",\"createdfromcode\":2,\"type\":false}");
        String one = crm.contact("A");
        String two = crm.contact("B");

        // When
        Answer single =
                crm.post("/lists(" + list + ")/Microsoft.Dynamics.CRM.AddMemberList", "{\"EntityId\":\"" + one + "\"}");
        Answer many = crm.post("/AddListMembersList", members(list, one, two));

        // Then
        assertThat(single.status()).isEqualTo(200);
        assertThat(single.json().path("Id").asString()).isNotEmpty();
        assertThat(many.status()).isEqualTo(204);
        assertThat(crm.get("/listmembers?$filter=_listid_value eq " + list).rows())
                .hasSize(2);
        assertThat(crm.get("/lists(" + list + ")").json().path("membercount").asInt())
                .isEqualTo(2);
    }

    private static String members(String list, String... contacts) {
        StringBuilder all = new StringBuilder();
        for (String contact : contacts) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\",\"contactid\":\"")
                    .append(contact)
                    .append("\"}");
        }
        return "{\"List\":{\"@odata.type\":\"Microsoft.Dynamics.CRM.list\",\"listid\":\"" + list + "\"},\"Members\":["
                + all + "]}";
    }

    @Test
    void refusesMembersOfTheWrongKindAndLockedLists() throws Exception {
        // Given
        String accounts = crm.create("lists", "{\"listname\":\"Firms\",\"createdfromcode\":1}");
        String locked = crm.create("lists", "{\"listname\":\"Locked\",\"createdfromcode\":2,\"lockstatus\":true}");
        String dynamic = crm.create("lists", "{\"listname\":\"Dynamic\",\"createdfromcode\":2,\"type\":true}");
        String contact = crm.contact("A");

        // When
        Answer wrongKind = crm.post("/AddListMembersList", members(accounts, contact));
        Answer whenLocked = crm.post("/AddListMembersList", members(locked, contact));
        Answer whenDynamic = crm.post("/AddListMembersList", members(dynamic, contact));
        Answer noKind = crm.post("/lists", "{\"listname\":\"X\"}");

        // Then
        assertThat(wrongKind.code()).isEqualTo("0x80040301");
        assertThat(whenLocked.code()).isEqualTo("0x80040302");
        assertThat(whenDynamic.code()).isEqualTo("0x8004f701");
        assertThat(noKind.code()).isEqualTo("0x80040200");
    }

    @Test
    void takesMembersOffAList() throws Exception {
        // Given
        String list = crm.create("lists", "{\"listname\":\"News\",\"createdfromcode\":2}");
        String contact = crm.contact("A");
        crm.post("/AddListMembersList", members(list, contact));
        String remove = "/lists(" + list + ")/Microsoft.Dynamics.CRM.RemoveMemberList";

        // When
        Answer removed = crm.post(remove, "{\"EntityId\":\"" + contact + "\"}");
        Answer again = crm.post(remove, "{\"EntityId\":\"" + contact + "\"}");

        // Then
        assertThat(removed.status()).isEqualTo(204);
        assertThat(again.code()).isEqualTo("0x80048458");
        assertThat(crm.get("/lists(" + list + ")").json().path("membercount").asInt())
                .isZero();
    }
}
