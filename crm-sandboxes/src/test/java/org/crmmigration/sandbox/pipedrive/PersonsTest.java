package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonsTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void createsAndReadsBackAtOnce() throws Exception {
        // When
        Answer created = it.api.post("/api/v2/persons", """
                {"name":"Ada Lovelace","add_time":"2021-05-06T07:08:09Z",
                 "emails":[{"value":"ada@example.org"},{"value":"ada@example.test","label":"home"}],
                 "phones":[{"value":"+44 20 0000","label":"mobile","primary":true}]}""");

        // Then
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.data().path("first_name").asString()).isEqualTo("Ada");
        assertThat(created.data().path("last_name").asString()).isEqualTo("Lovelace");
        assertThat(created.data().path("add_time").asString()).isEqualTo("2021-05-06T07:08:09Z");
        assertThat(created.data().path("update_time").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(created.data().path("emails").path(0).path("primary").asBoolean())
                .isTrue();
        assertThat(created.data().path("emails").path(0).path("label").asString())
                .isEqualTo("work");
        assertThat(created.data().path("emails").path(1).path("primary").asBoolean())
                .isFalse();
        assertThat(created.data().path("owner_id").asInt()).isEqualTo(1);
        assertThat(it.api.get("/api/v2/persons/" + created.id()).data()).isEqualTo(created.data());
    }

    @Test
    void refusesNameTogetherWithItsParts() throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/persons", "{\"name\":\"A B\",\"first_name\":\"A\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("Cannot set 'name' and 'first_name'/'last_name' at the same time");
    }

    @Test
    void joinsTheParts() throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/persons", "{\"first_name\":\"Ada\",\"last_name\":\"Byron\"}");
        Answer patched = it.api.patch("/api/v2/persons/" + answer.id(), "{\"first_name\":\"Augusta\"}");

        // Then
        assertThat(answer.data().path("name").asString()).isEqualTo("Ada Byron");
        assertThat(patched.data().path("name").asString()).isEqualTo("Augusta Byron");
    }

    @Test
    void refusesAPersonWithoutName() throws Exception {
        assertThat(it.api.post("/api/v2/persons", "{}").status()).isEqualTo(400);
        assertThat(it.api.post("/api/v2/persons", "{\"name\":\"\"}").status()).isEqualTo(400);
    }

    @Test
    void refusesTwoPrimaryEmails() throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/persons", """
                {"name":"A","emails":[{"value":"a@example.org","primary":true},{"value":"b@example.org","primary":true}]}""");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("ERR_SCHEMA_VALIDATION_FAILED");
    }

    @Test
    void refusesBareStringsAsEmails() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"emails\":[\"a@example.org\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void replacesAllEmailsOnUpdate() throws Exception {
        // Given
        Answer created = it.api.post(
                "/api/v2/persons",
                "{\"name\":\"A\",\"emails\":[{\"value\":\"a@example.org\"},{\"value\":\"b@example.org\"}]}");

        // When
        Answer patched =
                it.api.patch("/api/v2/persons/" + created.id(), "{\"emails\":[{\"value\":\"c@example.org\"}]}");

        // Then
        assertThat(patched.data().path("emails")).hasSize(1);
        assertThat(patched.data().path("name").asString()).isEqualTo("A");
    }

    @Test
    void refusesContactSyncMembersWithoutContactSync() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"job_title\":\"Boss\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesAddTimeOnUpdate() throws Exception {
        // Given
        long id = it.person("A");

        // When
        Answer answer = it.api.patch("/api/v2/persons/" + id, "{\"add_time\":\"2020-01-01T00:00:00Z\"}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesNumbersInQuotesAndMembersItDoesNotKnow() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"owner_id\":\"1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"nickname\":\"B\"}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api.post("/api/v2/persons", "not json").status()).isEqualTo(400);
    }

    @Test
    void refusesLinksToNothing() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"org_id\":99}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"owner_id\":99}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"label_ids\":[99]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesVisibilityOfAnotherPlan() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"visible_to\":7}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"visible_to\":1}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void marksDeletedAndKeepsReadableForThirtyDays() throws Exception {
        // Given
        long id = it.person("A");

        // When
        Answer deleted = it.api.delete("/api/v2/persons/" + id);

        // Then
        assertThat(deleted.text()).isEqualTo("{\"success\":true,\"data\":{\"id\":" + id + "}}");
        assertThat(it.api.get("/api/v2/persons/" + id).data().path("is_deleted").asBoolean())
                .isTrue();
        assertThat(it.api.get("/api/v2/persons").data()).isEmpty();
        assertThat(it.api.delete("/api/v2/persons/" + id).status()).isEqualTo(404);
        assertThat(it.api.patch("/api/v2/persons/" + id, "{\"name\":\"B\"}").status())
                .isEqualTo(404);
        it.clock.advance(Account.PURGE_AFTER.plusSeconds(1));
        assertThat(it.api.get("/api/v2/persons/" + id).status()).isEqualTo(404);
    }

    @Test
    void leavesLinkedPersonsAliveWhenTheirOrganizationIsDeleted() throws Exception {
        // Given
        long org = it.api.post("/api/v2/organizations", "{\"name\":\"Acme\"}").id();
        long person = it.api
                .post("/api/v2/persons", "{\"name\":\"A\",\"org_id\":" + org + "}")
                .id();

        // When
        it.api.delete("/api/v2/organizations/" + org);

        // Then
        assertThat(it.api.get("/api/v2/persons/" + person).data().path("org_id").asLong())
                .isEqualTo(org);
    }

    @Test
    void answersTheEnvelopeOfNotFound() throws Exception {
        assertThat(it.api.get("/api/v2/persons/77").text())
                .isEqualTo("{\"success\":false,\"error\":\"Entity was not found\","
                        + "\"error_info\":\"Object was not found.\",\"data\":null,\"additional_data\":null}");
    }
}
