package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.HttpApi;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings.Seat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersAndVocabularyTest {

    private final Fixture it = new Fixture(Fixture.unlimited()
            .withUsers(List.of(
                    new Seat("Admin", "admin@sandbox.test", true),
                    new Seat("Sales Rep", "rep@sandbox.test", true),
                    new Seat("Left Us", "left@sandbox.test", false))));

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void findsUsersByEmail() throws Exception {
        // When
        Answer found = it.api.get("/v1/users/find?term=rep@sandbox.test&search_by_email=1");

        // Then
        assertThat(found.data()).hasSize(1);
        assertThat(found.data().path(0).path("id").asLong()).isEqualTo(2);
        assertThat(it.api.get("/v1/users").data()).hasSize(3);
        assertThat(it.api.get("/v1/users/me").data().path("company_domain").asString())
                .isEqualTo("sandbox");
        assertThat(it.api.get("/v1/users/99").text())
                .isEqualTo("{\"success\":false,\"error\":\"User not found or not accessible.\"}");
    }

    @Test
    void refusesAnOwnerWhoLeft() throws Exception {
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"owner_id\":2}")
                        .status())
                .isEqualTo(200);
        assertThat(it.api
                        .post("/api/v2/persons", "{\"name\":\"A\",\"owner_id\":3}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void invitesUsers() throws Exception {
        // When
        Answer invited = it.api.post("/v1/users", "{\"email\":\"new@sandbox.test\"}");

        // Then
        assertThat(invited.data().path("active_flag").asBoolean()).isTrue();
        assertThat(it.api.post("/v1/users", "{\"name\":\"New\"}").status()).isEqualTo(400);
    }

    @Test
    void makesActivityTypes() throws Exception {
        // When
        Answer made = it.api.post("/v1/activityTypes", "{\"name\":\"Video call\",\"icon_key\":\"camera\"}");

        // Then
        assertThat(made.data().path("key_string").asString()).isEqualTo("video_call");
        assertThat(it.api
                        .post("/api/v2/activities", "{\"type\":\"video_call\"}")
                        .status())
                .isEqualTo(200);
        assertThat(it.api.post("/v1/activityTypes", "{\"name\":\"Other\"}").status())
                .isEqualTo(400);
    }

    @Test
    void knowsCurrencies() throws Exception {
        assertThat(it.api
                        .get("/v1/currencies?term=usd")
                        .data()
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("USD");
    }

    @Test
    void letsNobodyInWithoutTheToken() throws Exception {
        try (HttpApi stranger = new HttpApi(it.sandbox.url(), Map.of())) {
            // When
            Answer answer = stranger.get("/api/v2/persons?api_token=" + PipedriveSettings.DEFAULT_TOKEN);

            // Then
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("x-401-by-gw")).isEqualTo("true");
            assertThat(answer.header("x-correlation-id")).isNotEmpty();
            assertThat(answer.text())
                    .isEqualTo("{\"success\":false,\"error\":\"unauthorized access\",\"errorCode\":401,"
                            + "\"error_info\":\"Please check developers.pipedrive.com\"}");
        }
    }

    @Test
    void saysWhatItDoesNotServe() throws Exception {
        assertThat(it.api.get("/api/v2/wishes").status()).isEqualTo(404);
        assertThat(it.api.put("/api/v2/persons/1", "{}").status()).isEqualTo(405);
        assertThat(it.api.get("/v1/persons").status()).isEqualTo(404);
        assertThat(it.api.get("/api/v2/persons/abc").status()).isEqualTo(400);
    }
}
