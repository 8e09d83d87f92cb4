package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class BulkTest {

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

    private Answer bulk(String set, String message, String... targets) throws Exception {
        String table = set.equals("contacts") ? "contact" : set.substring(0, set.length() - 1);
        String all = Arrays.stream(targets)
                .map(target -> "{\"@odata.type\":\"Microsoft.Dynamics.CRM." + table + "\"," + target + "}")
                .collect(Collectors.joining(","));
        return crm.post("/" + set + "/Microsoft.Dynamics.CRM." + message, "{\"Targets\":[" + all + "]}");
    }

    @Test
    void createsInOrder() throws Exception {
        // When
        Answer answer = bulk("contacts", "CreateMultiple", "\"lastname\":\"A\"", "\"lastname\":\"B\"");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("@odata.context").asString())
                .endsWith("$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse");
        JsonNode ids = answer.json().path("Ids");
        assertThat(ids).hasSize(2);
        assertThat(crm.get("/contacts(" + ids.path(1).asString() + ")")
                        .json()
                        .path("lastname")
                        .asString())
                .isEqualTo("B");
    }

    @Test
    void createsNothingWhenOneRowIsPoisonAndDoesNotSayWhich() throws Exception {
        // When
        Answer answer =
                bulk("contacts", "CreateMultiple", "\"lastname\":\"Alpha\"", "\"lastname\":\"Beta\",\"gendercode\":9");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x8004431a");
        assertThat(answer.text()).doesNotContain("Beta").doesNotContain("index");
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("0");
    }

    @Test
    void refusesATargetWithoutType() throws Exception {
        // When
        Answer answer =
                crm.post("/contacts/Microsoft.Dynamics.CRM.CreateMultiple", "{\"Targets\":[{\"lastname\":\"A\"}]}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("0x80048d19");
    }

    @Test
    void refusesTablesThatTakeNoBulkMessages() throws Exception {
        // When
        Answer answer = bulk("phonecalls", "CreateMultiple", "\"subject\":\"Call\"");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("does not support entities of type 'phonecall'");
    }

    @Test
    void updatesAllOrNone() throws Exception {
        // Given
        String id = crm.contact("A");

        // When
        Answer missing = bulk(
                "contacts",
                "UpdateMultiple",
                "\"contactid\":\"" + id + "\",\"jobtitle\":\"X\"",
                "\"contactid\":\"" + Fixture.guid() + "\"");
        boolean untouched =
                crm.get("/contacts(" + id + ")").json().path("jobtitle").isNull();
        Answer updated = bulk("contacts", "UpdateMultiple", "\"contactid\":\"" + id + "\",\"jobtitle\":\"X\"");

        // Then
        assertThat(missing.status()).isEqualTo(404);
        assertThat(untouched).isTrue();
        assertThat(updated.status()).isEqualTo(204);
        assertThat(crm.get("/contacts(" + id + ")").json().path("jobtitle").asString())
                .isEqualTo("X");
    }

    @Test
    void upsertsByKeyAndByGuidWithoutSayingWhatItDid() throws Exception {
        // Given
        String known = Fixture.guid();

        // When
        Answer first = bulk(
                "contacts",
                "UpsertMultiple",
                "\"@odata.id\":\"contacts(kartra_id='K-1')\",\"lastname\":\"A\"",
                "\"contactid\":\"" + known + "\",\"lastname\":\"B\"");
        Answer second =
                bulk("contacts", "UpsertMultiple", "\"@odata.id\":\"contacts(kartra_id='K-1')\",\"lastname\":\"C\"");

        // Then
        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(204);
        assertThat(crm.get("/contacts(kartra_id='K-1')").json().path("lastname").asString())
                .isEqualTo("C");
        assertThat(crm.get("/contacts(" + known + ")").json().path("lastname").asString())
                .isEqualTo("B");
    }

    @Test
    void failsWithoutReasonWhenANewRowRepeatsItsKey() throws Exception {
        // Given
        String target = "\"@odata.id\":\"contacts(kartra_id='K-1')\",\"kartra_id\":\"K-1\"";

        // When
        Answer onCreate = bulk("contacts", "UpsertMultiple", target);
        crm.create("contacts", "{\"kartra_id\":\"K-1\"}");
        Answer onUpdate = bulk("contacts", "UpsertMultiple", target);

        // Then
        assertThat(onCreate.status()).isEqualTo(400);
        assertThat(onCreate.code()).isEqualTo("0x80040216");
        assertThat(onUpdate.status()).isEqualTo(204);
    }

    @Test
    void refusesTheSameKeyTwiceInOneUpsert() throws Exception {
        // When
        String target = "\"@odata.id\":\"contacts(kartra_id='K-1')\"";
        Answer answer = bulk("contacts", "UpsertMultiple", target, target);

        // Then
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("0");
    }

    @Test
    void refusesDeleteMultiple() throws Exception {
        // When
        Answer answer = bulk("contacts", "DeleteMultiple", "\"contactid\":\"" + crm.contact("A") + "\"");

        // Then
        assertThat(answer.message()).isEqualTo("DeleteMultiple has not yet been implemented.");
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("1");
    }
}
