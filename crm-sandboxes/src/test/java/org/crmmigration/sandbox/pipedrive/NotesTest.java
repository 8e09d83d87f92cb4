package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotesTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void createsWithTheDateOfTheClient() throws Exception {
        // Given
        long person = it.person("A");

        // When
        Answer note = it.api.post(
                "/api/v1/notes",
                "{\"content\":\"<b>hi</b><script>x()</script>\",\"person_id\":" + person
                        + ",\"add_time\":\"2019-01-02 03:04:05\",\"pinned_to_person_flag\":1}");

        // Then
        assertThat(note.status()).isEqualTo(200);
        assertThat(note.data().path("content").asString()).isEqualTo("<b>hi</b>");
        assertThat(note.data().path("add_time").asString()).isEqualTo("2019-01-02 03:04:05");
        assertThat(note.data().path("pinned_to_person_flag").asBoolean()).isTrue();
        assertThat(note.data().path("person").path("name").asString()).isEqualTo("A");
        assertThat(it.api.get("/v1/notes/" + note.id()).data()).isEqualTo(note.data());
    }

    @Test
    void refusesANoteWithoutLinkOrContent() throws Exception {
        // Given
        long person = it.person("A");

        // When
        Answer unlinked = it.api.post("/v1/notes", "{\"content\":\"x\"}");
        Answer empty = it.api.post("/v1/notes", "{\"person_id\":" + person + "}");
        Answer badTime = it.api.post(
                "/v1/notes", "{\"content\":\"x\",\"person_id\":" + person + ",\"add_time\":\"2019-01-02T03:04:05Z\"}");

        // Then
        assertThat(unlinked.status()).isEqualTo(400);
        assertThat(unlinked.text())
                .isEqualTo(
                        "{\"success\":false,\"error\":\"Note must be associated with at least one organization, person, deal,"
                                + " lead or project.\",\"error_info\":\"Please check developers.pipedrive.com\",\"data\":null,"
                                + "\"additional_data\":null}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(badTime.status()).isEqualTo(400);
    }

    @Test
    void staysReadableAndInactiveWhenDeleted() throws Exception {
        // Given
        long person = it.person("A");
        long note = it.api
                .post("/v1/notes", "{\"content\":\"x\",\"person_id\":" + person + "}")
                .id();

        // When
        Answer deleted = it.api.delete("/v1/notes/" + note);

        // Then
        assertThat(deleted.text()).isEqualTo("{\"success\":true,\"data\":true}");
        assertThat(it.api.get("/v1/notes/" + note).data().path("active_flag").asBoolean())
                .isFalse();
        assertThat(it.api.get("/v1/notes?person_id=" + person).data()).isEmpty();
        assertThat(it.api.get("/v1/notes/99").status()).isEqualTo(404);
    }

    @Test
    void pagesByOffset() throws Exception {
        // Given
        long person = it.person("A");
        for (int i = 0; i < 3; i++) {
            it.api.post("/v1/notes", "{\"content\":\"n" + i + "\",\"person_id\":" + person + "}");
        }

        // When
        Answer first = it.api.get("/v1/notes?limit=2&sort=id%20DESC");
        Answer second = it.api.get("/v1/notes?limit=2&start=2&sort=id%20DESC");

        // Then
        assertThat(first.data().path(0).path("content").asString()).isEqualTo("n2");
        assertThat(first.body().path("additional_data").path("pagination").toString())
                .isEqualTo("{\"start\":0,\"limit\":2,\"more_items_in_collection\":true,\"next_start\":2}");
        assertThat(second.data()).hasSize(1);
        assertThat(second.body().path("additional_data").path("pagination").toString())
                .isEqualTo("{\"start\":2,\"limit\":2,\"more_items_in_collection\":false}");
    }
}
