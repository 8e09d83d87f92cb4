package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldsTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void givesEachFieldAKeyOfFortyHexDigits() throws Exception {
        assertThat(it.field("person", "varchar")).matches("[0-9a-f]{40}").isNotEqualTo(it.field("person", "varchar"));
    }

    @Test
    void demandsOptionsWhereTheTypeHasThemAndOnlyThere() throws Exception {
        assertThat(create("{\"field_name\":\"F\",\"field_type\":\"enum\"}").status())
                .isEqualTo(400);
        assertThat(create("{\"field_name\":\"F\",\"field_type\":\"text\",\"options\":[{\"label\":\"A\"}]}")
                        .status())
                .isEqualTo(400);
        assertThat(create("{\"field_name\":\"F\",\"field_type\":\"int\"}").status())
                .isEqualTo(400);
        assertThat(create("{\"field_name\":\"\",\"field_type\":\"text\"}").status())
                .isEqualTo(400);
    }

    private Answer create(String body) throws Exception {
        return it.api.post("/api/v2/personFields", body);
    }

    @Test
    void changesOptionsAllOrNone() throws Exception {
        // Given
        String code = it.field("deal", "enum", "Low", "High");
        String path = "/api/v2/dealFields/" + code + "/options";
        long low = it.api
                .get("/api/v2/dealFields/" + code)
                .data()
                .path("options")
                .path(0)
                .path("id")
                .asLong();

        // When
        Answer bad = it.api.post(path, "[{\"label\":\"New\"},{\"label\":\"\"}]");
        Answer badRename = it.api.patch(path, "[{\"id\":" + low + ",\"label\":\"X\"},{\"id\":999,\"label\":\"Y\"}]");
        Answer added = it.api.post(path, "[{\"label\":\"Middle\"}]");
        Answer renamed = it.api.patch(path, "[{\"id\":" + low + ",\"label\":\"Lowest\"}]");
        Answer removed = it.api.send("DELETE", path, "[{\"id\":" + low + "}]");

        // Then
        assertThat(bad.status()).isEqualTo(400);
        assertThat(badRename.status()).isEqualTo(400);
        assertThat(added.data()).hasSize(1);
        assertThat(added.data().path(0).path("label").asString()).isEqualTo("Middle");
        assertThat(renamed.data().path(0).path("label").asString()).isEqualTo("Lowest");
        assertThat(removed.data().path(0).path("id").asLong()).isEqualTo(low);
        assertThat(it.api.get("/api/v2/dealFields/" + code).data().path("options"))
                .hasSize(2)
                .noneMatch(option -> option.path("id").asLong() == low);
    }

    @Test
    void addsLabelsByTheFieldOfTheSystem() throws Exception {
        // Given
        long label = it.api
                .post("/api/v2/personFields/label_ids/options", "[{\"label\":\"VIP\"}]")
                .data()
                .path(0)
                .path("id")
                .asLong();

        // When
        Answer person = it.api.post("/api/v2/persons", "{\"name\":\"A\",\"label_ids\":[" + label + "]}");

        // Then
        JsonNode shown = it.api
                .get("/api/v2/persons/" + person.id() + "?include_labels=true")
                .data();
        assertThat(shown.path("labels").path(0).path("label").asString()).isEqualTo("VIP");
    }

    @Test
    void refusesLabelsOnTheV2EndpointWhereTheAccountDoesAndTakesThemByV1() throws Exception {
        try (Fixture strict =
                new Fixture(Fixture.unlimited().withQuirks(Quirks.defaults().withLabelOptionsEndpoint(false)))) {
            // Given
            Answer refused = strict.api.post("/api/v2/personFields/label_ids/options", "[{\"label\":\"VIP\"}]");
            JsonNode field = strict.api
                    .get("/v1/personFields?limit=500")
                    .data()
                    .valueStream()
                    .filter(one -> one.path("key").asString().equals("label"))
                    .findFirst()
                    .orElseThrow();
            String kept = "{\"id\":" + field.path("options").path(0).path("id").asLong() + ",\"label\":\"Kept\"}";

            // When
            Answer put = strict.api.put(
                    "/v1/personFields/" + field.path("id").asLong(),
                    "{\"options\":[" + kept + ",{\"label\":\"VIP\"}]}");

            // Then
            assertThat(refused.status()).isEqualTo(403);
            assertThat(put.data().path("options")).hasSize(2);
            assertThat(strict.api.get("/api/v2/personFields/label_ids").data().path("options"))
                    .hasSize(2)
                    .anyMatch(option -> option.path("label").asString().equals("VIP"));
        }
    }

    @Test
    void refusesValuesOfADeletedField() throws Exception {
        // Given
        String code = it.field("person", "varchar");
        it.api.delete("/api/v2/personFields/" + code);

        // When
        Answer answer = it.api.post("/api/v2/persons", "{\"name\":\"A\",\"custom_fields\":{\"" + code + "\":\"x\"}}");

        // Then
        assertThat(answer.error()).isEqualTo("Validation failed: custom_fields: Unknown key '" + code + "'");
        assertThat(it.api.get("/api/v2/personFields/" + code).status()).isEqualTo(404);
    }

    @Test
    void refusesChangesOfSystemFields() throws Exception {
        assertThat(it.api
                        .patch("/api/v2/personFields/name", "{\"field_name\":\"N\"}")
                        .status())
                .isEqualTo(403);
        assertThat(it.api.delete("/api/v2/personFields/name").status()).isEqualTo(403);
        assertThat(it.api
                        .post("/api/v2/personFields/name/options", "[{\"label\":\"A\"}]")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void stopsAtTheFieldCapOfThePlan() throws Exception {
        // Given
        for (int i = 0; i < 30; i++) {
            it.field(i % 2 == 0 ? "person" : "deal", "varchar");
        }

        // When
        Answer over = it.api.post("/api/v2/organizationFields", "{\"field_name\":\"F\",\"field_type\":\"text\"}");

        // Then
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.body().path("code").asString()).isEqualTo("feature_capping_custom_fields_limit");
    }
}
