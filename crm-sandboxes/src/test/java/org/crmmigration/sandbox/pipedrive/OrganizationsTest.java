package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationsTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void refusesAnOrganizationWithoutName() throws Exception {
        // When
        Answer answer = it.api.post("/api/v2/organizations", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("Organization name must be given.");
    }

    @Test
    void emptiesThePartsOfAnAddressThatAreLeftOut() throws Exception {
        // Given
        long id = it.api
                .post(
                        "/api/v2/organizations",
                        "{\"name\":\"Acme\",\"address\":{\"value\":\"Main St 1\",\"locality\":\"Tallinn\"}}")
                .id();

        // When
        Answer patched = it.api.patch("/api/v2/organizations/" + id, "{\"address\":{\"value\":\"Main St 2\"}}");

        // Then
        assertThat(patched.data().path("address").path("value").asString()).isEqualTo("Main St 2");
        assertThat(patched.data().path("address").path("locality").isNull()).isTrue();
        assertThat(it.api
                        .post("/api/v2/organizations", "{\"name\":\"B\",\"address\":{\"locality\":\"T\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(it.api
                        .post("/api/v2/organizations", "{\"name\":\"B\",\"address\":\"Main St\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesDetailsThatTheAccountDoesNotHave() throws Exception {
        assertThat(it.api
                        .post("/api/v2/organizations", "{\"name\":\"A\",\"website\":\"https://acme.test\"}")
                        .status())
                .isEqualTo(403);
        assertThat(it.api.get("/api/v2/organizationFields/website").status()).isEqualTo(404);
    }

    @Test
    void showsDetailsOfAnAccountThatHasThem() throws Exception {
        try (Fixture all = new Fixture(Fixture.unlimited().withFeatures(Features.all()))) {
            // When
            Answer answer = all.api.post(
                    "/api/v2/organizations", "{\"name\":\"A\",\"website\":\"https://acme.test\",\"industry\":null}");

            // Then
            assertThat(answer.data().path("website").asString()).isEqualTo("https://acme.test");
            assertThat(answer.data().path("industry").isNull()).isTrue();
        }
    }

    @Test
    void countsWhatIsLinked() throws Exception {
        // Given
        long id = it.api.post("/api/v2/organizations", "{\"name\":\"A\"}").id();
        it.api.post("/api/v2/persons", "{\"name\":\"P\",\"org_id\":" + id + "}");
        it.api.post("/api/v2/deals", "{\"title\":\"D\",\"status\":\"won\",\"org_id\":" + id + "}");

        // When
        Answer answer = it.api.get(
                "/api/v2/organizations/" + id + "?include_fields=people_count,won_deals_count,open_deals_count");

        // Then
        assertThat(answer.data().path("people_count").asInt()).isEqualTo(1);
        assertThat(answer.data().path("won_deals_count").asInt()).isEqualTo(1);
        assertThat(answer.data().path("open_deals_count").asInt()).isZero();
    }
}
