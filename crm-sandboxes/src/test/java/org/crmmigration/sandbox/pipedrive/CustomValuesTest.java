package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomValuesTest {

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    private Answer write(String code, String value) throws Exception {
        return it.api.post(
                "/api/v2/organizations", "{\"name\":\"A\",\"custom_fields\":{\"" + code + "\":" + value + "}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    varchar   | "abc"
                    text      | "abc"
                    phone     | "+372 1"
                    double    | 12.50
                    monetary  | {"value":500,"currency":"USD"}
                    date      | "2024-02-29"
                    daterange | {"value":"2024-01-01","until":"2024-02-01"}
                    user      | 1
                    """)
    void readsBackWhatWasWritten(String type, String value) throws Exception {
        // Given
        String code = it.field("organization", type);

        // When
        Answer answer = write(code, value);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(it.api.get("/api/v2/organizations/" + answer.id()).text()).contains("\"" + code + "\":" + value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    varchar   | 5                       | Expected 'string' as value for organization custom field
                    double    | "500"                   | Expected 'number' as value for organization custom field
                    double    | 100000000000000         | more than 14 digits
                    monetary  | 500                     | Monetary custom field value expected 'object'
                    monetary  | {"value":500}           | Expected 'currency'
                    monetary  | {"value":5,"currency":"QQQ"} | Unknown currency
                    date      | "2023-02-29"            | Expected 'date'
                    date      | "2024-01-01T00:00:00Z"  | Expected 'date'
                    daterange | "2024-01-01"            | expected 'object'
                    time      | "09:00"                 | Time custom field value expected 'object'
                    address   | "Main St"               | not a valid 'object'
                    people    | 77                      | refers to nothing
                    """)
    void refusesWrongValues(String type, String value, String reason) throws Exception {
        // Given
        String code = it.field("organization", type);

        // When
        Answer answer = write(code, value);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error())
                .startsWith("Validation failed: custom_fields")
                .contains(reason);
        assertThat(answer.body().path("code").asString()).isEqualTo("ERR_SCHEMA_VALIDATION_FAILED");
    }

    @Test
    void refusesAnOptionByItsLabel() throws Exception {
        // Given
        String code = it.field("organization", "enum", "Red", "Blue");

        // When
        Answer answer = write(code, "\"Red\"");

        // Then
        assertThat(answer.error())
                .isEqualTo(
                        "Validation failed: custom_fields: Expected 'number' as value for single option custom field");
        assertThat(write(code, "999").status()).isEqualTo(400);
    }

    @Test
    void refusesAnEmptySetAndClearsItByNull() throws Exception {
        // Given
        String code = it.field("organization", "set", "Red", "Blue");
        long red = option(code, 0);
        long blue = option(code, 1);
        long id = write(code, "[" + blue + "," + red + "]").id();

        // When
        Answer empty = it.api.patch("/api/v2/organizations/" + id, "{\"custom_fields\":{\"" + code + "\":[]}}");
        Answer cleared = it.api.patch("/api/v2/organizations/" + id, "{\"custom_fields\":{\"" + code + "\":null}}");

        // Then
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.error())
                .contains("Expected non-empty 'array' as value for multi options custom field '" + code
                        + "'. Use null to clear the field.");
        assertThat(cleared.data().path("custom_fields").path(code).isNull()).isTrue();
    }

    @Test
    void showsOptionsByLabelWhenAsked() throws Exception {
        // Given
        String code = it.field("organization", "set", "Red", "Blue");
        long id = write(code, "[" + option(code, 1) + "]").id();

        // When
        Answer answer = it.api.get("/api/v2/organizations/" + id + "?include_option_labels=true");

        // Then
        assertThat(answer.data()
                        .path("custom_fields")
                        .path(code)
                        .path(0)
                        .path("label")
                        .asString())
                .isEqualTo("Blue");
    }

    @Test
    void showsEveryFieldAndOnlyTheWantedOnesWhenAsked() throws Exception {
        // Given
        String one = it.field("organization", "varchar");
        String two = it.field("organization", "varchar");
        long id = write(one, "\"x\"").id();

        // When
        Answer all = it.api.get("/api/v2/organizations/" + id);
        Answer some = it.api.get("/api/v2/organizations/" + id + "?custom_fields=" + one);

        // Then
        assertThat(all.data().path("custom_fields").has(two)).isTrue();
        assertThat(all.data().path("custom_fields").path(two).isNull()).isTrue();
        assertThat(some.data().path("custom_fields")).hasSize(1);
    }

    @Test
    void refusesTooLongTextsAndUnknownKeysAsAWhole() throws Exception {
        // Given
        String code = it.field("organization", "varchar");

        // When
        Answer tooLong = write(code, "\"" + "x".repeat(256) + "\"");
        Answer unknown = write("title", "\"x\"");
        Answer topLevel = it.api.post("/api/v2/organizations", "{\"name\":\"A\",\"" + code + "\":\"x\"}");

        // Then
        assertThat(write(code, "\"" + "x".repeat(255) + "\"").status()).isEqualTo(200);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(unknown.error()).isEqualTo("Validation failed: custom_fields: Unknown key 'title'");
        assertThat(topLevel.status()).isEqualTo(400);
        assertThat(it.sandbox.content().path("counts").path("organizations").asInt())
                .isEqualTo(1);
    }

    @Test
    void failsOnFieldsWrappedTwice() throws Exception {
        // When
        Answer answer = write("custom_fields", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().path("code").asString()).isEqualTo("ERR_UNKNOWN");
    }

    @Test
    void completesTimesWithAZone() throws Exception {
        // Given
        String code = it.field("organization", "time");

        // When
        Answer answer = write(code, "{\"value\":\"09:00\"}");

        // Then
        assertThat(answer.data().path("custom_fields").path(code).path("value").asString())
                .isEqualTo("09:00:00");
        assertThat(answer.data()
                        .path("custom_fields")
                        .path(code)
                        .path("timezone_name")
                        .asString())
                .isEqualTo("Europe/London");
    }

    private long option(String code, int index) throws Exception {
        return it.api
                .get("/api/v2/organizationFields/" + code)
                .data()
                .path("options")
                .path(index)
                .path("id")
                .asLong();
    }
}
