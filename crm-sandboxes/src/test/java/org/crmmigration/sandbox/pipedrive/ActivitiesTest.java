package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivitiesTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void takesThePersonFromTheParticipants() throws Exception {
        // Given
        long first = it.person("A");
        long second = it.person("B");

        // When
        Answer answer = it.api.post("/api/v2/activities", """
                {"subject":"Call about it","type":"meeting","due_date":"2020-01-02","due_time":"09:30","duration":"01:00:00",
                 "done":true,"participants":[{"person_id":%d},{"person_id":%d,"primary":true}]}""".formatted(first, second));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("person_id").asLong()).isEqualTo(second);
        assertThat(answer.data().path("due_time").asString()).isEqualTo("09:30:00");
        assertThat(answer.data().path("marked_as_done_time").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(it.api.get("/api/v2/activities?person_id=" + second).data()).hasSize(1);
        assertThat(it.api.get("/api/v2/activities?person_id=" + first).data()).isEmpty();
        assertThat(it.api.get("/api/v2/activities?done=false").data()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"person_id\":1}",
                "{\"type\":\"juggling\"}",
                "{\"due_date\":\"01/02/2020\"}",
                "{\"due_time\":\"9am\"}",
                "{\"participants\":[{\"person_id\":99}]}",
                "{\"participants\":[{\"person_id\":1,\"primary\":true},{\"person_id\":1,\"primary\":true}]}",
                "{\"done\":1}",
                "{\"add_time\":\"2020-01-01T00:00:00Z\"}"
            })
    void refuses(String body) throws Exception {
        // Given
        it.person("A");

        // When
        Answer answer = it.api.post("/api/v2/activities", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void keepsTheDealRatherThanTheLead() throws Exception {
        // Given
        long deal = it.deal("D");

        // When
        Answer answer =
                it.api.post("/api/v2/activities", "{\"lead_id\":\"abc\",\"project_id\":4,\"deal_id\":" + deal + "}");

        // Then
        assertThat(answer.data().path("deal_id").asLong()).isEqualTo(deal);
        assertThat(answer.data().path("lead_id").isNull()).isTrue();
        assertThat(answer.data().path("project_id").isNull()).isTrue();
        assertThat(answer.data().path("type").asString()).isEqualTo("call");
    }

    @Test
    void ignoresThePersonWhereTheAccountIsLenient() throws Exception {
        try (Fixture lenient =
                new Fixture(Fixture.unlimited().withQuirks(Quirks.defaults().lenient()))) {
            // When
            Answer answer = lenient.api.post("/api/v2/activities", "{\"person_id\":1,\"anything\":true}");

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.data().path("person_id").isNull()).isTrue();
        }
    }
}
