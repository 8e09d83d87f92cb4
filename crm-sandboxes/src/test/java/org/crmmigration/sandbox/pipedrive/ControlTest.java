package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {

    private final Fixture it = new Fixture(Fixture.unlimited().withControl(true));

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void existsOnlyWhenAskedFor() throws Exception {
        try (Fixture plain = Fixture.open()) {
            assertThat(plain.api.get("/__sandbox/counters").status()).isEqualTo(404);
        }
    }

    @Test
    void addsAndEndsFaults() throws Exception {
        // Given
        it.api.post(
                "/__sandbox/faults",
                "{\"route\":\"POST /api/v2/persons\",\"fault\":\"error-after-commit\",\"status\":503,\"times\":2}");

        // When
        int failed = it.api.post("/api/v2/persons", "{\"name\":\"A\"}").status();
        it.api.delete("/__sandbox/faults");
        int fine = it.api.post("/api/v2/persons", "{\"name\":\"A\"}").status();

        // Then
        assertThat(failed).isEqualTo(503);
        assertThat(fine).isEqualTo(200);
        assertThat(it.api.post("/__sandbox/faults", "{\"fault\":\"meteor\"}").status())
                .isEqualTo(400);
    }

    @Test
    void readsCountersLogAndContent() throws Exception {
        // Given
        it.person("A");
        it.api.get("/api/v2/persons/search?term=secret");

        // When
        Answer counters = it.api.get("/__sandbox/counters");
        Answer log = it.api.get("/__sandbox/log");
        Answer content = it.api.get("/__sandbox/content");

        // Then
        assertThat(counters.body().path("requests").path("POST /api/v2/persons").asInt())
                .isEqualTo(1);
        assertThat(counters.body().path("writes").asInt()).isEqualTo(1);
        assertThat(counters.body().path("cost").asInt()).isEqualTo(25);
        assertThat(log.body()).hasSize(2);
        assertThat(log.text()).doesNotContain("secret");
        assertThat(content.body().path("counts").path("persons").asInt()).isEqualTo(1);
        assertThat(content.body()
                        .path("content")
                        .path("persons")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("A");
    }

    @Test
    void changesLimitsWhileItRuns() throws Exception {
        // Given
        it.api.put("/__sandbox/limits", "{\"daily\":true,\"dailyUsed\":30000}");

        // When
        int spent = it.api.get("/api/v2/persons").status();
        it.api.put("/__sandbox/limits", "{\"daily\":false}");
        int off = it.api.get("/api/v2/persons").status();

        // Then
        assertThat(spent).isEqualTo(429);
        assertThat(off).isEqualTo(200);
        assertThat(it.api.get("/__sandbox/limits").body().path("dailyLimit").asInt())
                .isEqualTo(30_000);
    }

    @Test
    void resets() throws Exception {
        // Given
        it.person("A");

        // When
        it.api.post("/__sandbox/reset", "");

        // Then
        assertThat(it.api.get("/__sandbox/counters").body().path("writes").asInt())
                .isZero();
        assertThat(it.api.get("/api/v2/persons").data()).isEmpty();
    }
}
