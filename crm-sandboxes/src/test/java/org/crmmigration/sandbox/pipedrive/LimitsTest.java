package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.crmmigration.sandbox.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final Fixture it = new Fixture(PipedriveSettings.defaults());

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void letsTwentyCallsThroughInTwoSeconds() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            assertThat(it.api.get("/api/v2/persons/1").status()).isEqualTo(404);
            it.clock.advance(Duration.ofMillis(50));
        }

        // When
        Answer refused = it.api.get("/api/v2/persons/1");
        it.clock.advance(Duration.ofSeconds(1));
        Answer later = it.api.get("/api/v2/persons/1");

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).isEqualTo("{\"success\":false,\"error\":\"Rate limit exceeded\",\"errorCode\":429}");
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("20");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(refused.header("x-ratelimit-reset")).isEqualTo("1");
        assertThat(later.status()).isEqualTo(404);
        assertThat(it.sandbox.counters().read().throttled()).isEqualTo(1);
    }

    @Test
    void executesNothingThatItRefuses() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            it.api.get("/api/v2/persons/1");
        }

        // When
        Answer refused = it.api.post("/api/v2/persons", "{\"name\":\"A\"}");

        // Then
        assertThat(refused.status()).isEqualTo(429);
        assertThat(it.sandbox.content().path("content").path("persons")).isEmpty();
    }

    @Test
    void letsTenSearchesThroughInTwoSeconds() throws Exception {
        // Given
        for (int i = 0; i < 10; i++) {
            it.api.get("/api/v2/persons/search?term=abc");
        }

        // When
        Answer search = it.api.get("/api/v2/itemSearch?term=abc");
        Answer read = it.api.get("/api/v2/persons/1");

        // Then
        assertThat(search.status()).isEqualTo(429);
        assertThat(search.header("x-ratelimit-limit")).isEqualTo("10");
        assertThat(read.status()).isEqualTo(404);
    }

    @Test
    void chargesWhatEachOperationCosts() throws Exception {
        // When
        Answer created = it.api.post("/api/v2/persons", "{\"name\":\"A\"}");
        Answer read = it.api.get("/api/v2/persons/1");
        Answer list = it.api.get("/api/v2/persons");
        Answer search = it.api.get("/api/v2/persons/search?term=abc");
        Answer deleted = it.api.delete("/api/v2/persons/1");
        Answer users = it.api.get("/v1/users");

        // Then
        assertThat(left(created)).isEqualTo(30_000 - 5);
        assertThat(left(read)).isEqualTo(30_000 - 6);
        assertThat(left(list)).isEqualTo(30_000 - 16);
        assertThat(left(search)).isEqualTo(30_000 - 36);
        assertThat(left(deleted)).isEqualTo(30_000 - 39);
        assertThat(left(users)).isEqualTo(30_000 - 59);
        assertThat(it.sandbox.counters().read().cost()).isEqualTo(59);
    }

    private static long left(Answer answer) {
        return Long.parseLong(answer.header("x-daily-ratelimit-token-remaining"));
    }

    @Test
    void endsTheDayWhenTheTokensAreSpentAndBeginsANewOneAtMidnight() throws Exception {
        // Given
        it.sandbox.limits().change(Json.object().put("dailyUsed", 29_998));

        // When
        Answer tooDear = it.api.post("/api/v2/persons", "{\"name\":\"A\"}");
        Answer cheap = it.api.get("/api/v2/persons/1");
        it.clock.advance(Duration.ofHours(14));
        Answer tomorrow = it.api.post("/api/v2/persons", "{\"name\":\"A\"}");

        // Then
        assertThat(tooDear.status()).isEqualTo(429);
        assertThat(tooDear.text())
                .isEqualTo("{\"success\":false,\"error\":\"daily request budget exceeded\",\"errorCode\":429}");
        assertThat(tooDear.header("retry-after")).isEqualTo(Integer.toString(14 * 3600));
        assertThat(tooDear.header("x-daily-ratelimit-token-remaining")).isEqualTo("0");
        assertThat(cheap.status()).isEqualTo(429);
        assertThat(tomorrow.status()).isEqualTo(200);
    }

    @Test
    void scalesTheBudgetWithPlanAndSeats() throws Exception {
        try (Fixture big = new Fixture(PipedriveSettings.defaults().withPlan(Plan.ULTIMATE, 3))) {
            // When
            Answer answer = big.api.get("/api/v2/persons/1");

            // Then
            assertThat(answer.header("x-daily-ratelimit-token-limit")).isEqualTo("630000");
            assertThat(answer.header("x-ratelimit-limit")).isEqualTo("120");
        }
    }

    @Test
    void answersAWebPageToWhoKeepsHammering() throws Exception {
        try (Fixture edge = new Fixture(
                PipedriveSettings.defaults().withLimits(LimitSettings.vendor().withBlockAfter(5)))) {
            // Given
            for (int i = 0; i < 25; i++) {
                edge.api.get("/api/v2/persons/1");
            }

            // When
            Answer blocked = edge.api.get("/api/v2/persons/1");
            edge.clock.advance(Duration.ofSeconds(31));
            Answer later = edge.api.get("/api/v2/persons/1");

            // Then
            assertThat(blocked.status()).isEqualTo(403);
            assertThat(blocked.header("content-type")).startsWith("text/html");
            assertThat(blocked.text()).contains("Cloudflare");
            assertThat(later.status()).isEqualTo(404);
        }
    }
}
