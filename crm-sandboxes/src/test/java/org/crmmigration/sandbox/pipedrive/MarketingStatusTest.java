package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketingStatusTest {

    private final Fixture it = new Fixture(Fixture.unlimited().withFeatures(Features.all()));

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void isRefusedWithoutCampaigns() throws Exception {
        try (Fixture plain = Fixture.open()) {
            assertThat(plain.api
                            .post("/api/v2/persons", "{\"name\":\"A\",\"marketing_status\":\"subscribed\"}")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void staysNoConsentWithoutEmail() throws Exception {
        // When
        long id = it.api
                .post("/api/v2/persons", "{\"name\":\"A\",\"marketing_status\":\"subscribed\"}")
                .id();

        // Then
        assertThat(status(id)).isEqualTo("no_consent");
    }

    @Test
    void changesOnceAndThenIgnoresChangesSilently() throws Exception {
        // Given
        long id = it.api
                .post(
                        "/api/v2/persons",
                        "{\"name\":\"A\",\"marketing_status\":\"subscribed\",\"emails\":[{\"value\":\"a@example.org\"}]}")
                .id();

        // When
        int first = it.api
                .patch("/api/v2/persons/" + id, "{\"marketing_status\":\"unsubscribed\"}")
                .status();
        int second = it.api
                .patch("/api/v2/persons/" + id, "{\"marketing_status\":\"subscribed\"}")
                .status();

        // Then
        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(200);
        assertThat(status(id)).isEqualTo("unsubscribed");
    }

    private String status(long id) throws Exception {
        return it.api
                .get("/api/v2/persons/" + id + "?include_fields=marketing_status")
                .data()
                .path("marketing_status")
                .asString();
    }
}
