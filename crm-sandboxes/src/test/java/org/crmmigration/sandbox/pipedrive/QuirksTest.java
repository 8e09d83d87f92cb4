package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuirksTest {

    private static Fixture with(Quirks quirks) {
        return new Fixture(Fixture.unlimited().withQuirks(quirks));
    }

    @Test
    void hidesDeletedRecordsWhereTheAccountDoes() throws Exception {
        try (Fixture it = with(Quirks.defaults().withDeletedReadable(false))) {
            // Given
            long id = it.person("A");

            // When
            it.api.delete("/api/v2/persons/" + id);

            // Then
            assertThat(it.api.get("/api/v2/persons/" + id).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 410})
    void answersAsConfiguredWhenDeletedAgain(int status) throws Exception {
        try (Fixture it = with(Quirks.defaults().withDeletedAgain(status))) {
            // Given
            long id = it.person("A");
            it.api.delete("/api/v2/persons/" + id);

            // When
            int again = it.api.delete("/api/v2/persons/" + id).status();

            // Then
            assertThat(again).isEqualTo(status);
        }
    }

    @Test
    void refusesToUnlinkByNullWhereTheAccountDoes() throws Exception {
        try (Fixture it = with(Quirks.defaults().withNullableReferences(false))) {
            assertThat(it.api
                            .post("/api/v2/persons", "{\"name\":\"A\",\"org_id\":null}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void ignoresWhatItDoesNotKnowWhereTheAccountIsLenient() throws Exception {
        try (Fixture it = with(Quirks.defaults().lenient())) {
            // When
            long id = it.api
                    .post(
                            "/api/v2/deals",
                            "{\"title\":\"T\",\"add_time\":\"2020-01-01T00:00:00Z\",\"person_id\":9,\"nickname\":\"x\"}")
                    .id();

            // Then
            assertThat(it.api.get("/api/v2/deals/" + id).data().path("add_time").asString())
                    .isEqualTo("2026-03-02T10:00:00Z");
            assertThat(it.api.get("/v1/users?anything=1").status()).isEqualTo(200);
            assertThat(it.api.get("/api/v2/deals?anything=1").status()).isEqualTo(400);
        }
    }
}
