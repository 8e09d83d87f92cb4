package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.crmmigration.sandbox.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiRequestCheckTest {

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenApiRequestCheck check;

    @BeforeEach
    void read() {
        check = OpenApiRequestCheck.of(OpenApiFiles.directory());
    }

    private void send(String method, String path, java.util.Map<String, String> query, String body) {
        check.received(new Call(method, path, query, java.util.Map.of(), body));
    }

    @Test
    void findsNothingInARequestAsDescribed() {
        // When
        send(
                "POST",
                "/api/v2/persons",
                java.util.Map.of(),
                "{\"name\":\"A\",\"label_ids\":[1],\"custom_fields\":{\"k\":1}}");
        send("GET", "/v1/users/find", java.util.Map.of("term", "a", "search_by_email", "1"), "");
        send("GET", "/api/v2/persons", java.util.Map.of("include_fields", "notes_count,files_count"), "");

        // Then
        assertThat(check.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POST  | /api/v2/persons       | {"nickname":"A"}              | body member 'nickname' is not listed
                    POST  | /api/v2/persons       | {"owner_id":"1"}              | body.owner_id is no integer
                    POST  | /api/v2/persons       | {"emails":[{"value":1}]}      | body.emails[].value is no string
                    POST  | /api/v2/persons       | {"marketing_status":"maybe"}  | body.marketing_status has a value that is not listed
                    POST  | /api/v2/persons       | oops                          | the body is not JSON
                    POST  | /api/v2/deals         | {"title":"T","add_time":"x"}  | body member 'add_time' is not listed
                    POST  | /api/v2/deals         | {}                            | body.title is required
                    PATCH | /api/v2/deals/1       | {"expected_close_date":"1.2"} | body.expected_close_date is no date
                    POST  | /api/v2/personFields/x/options | [{"label":""}]       | body[].label has a length outside 1..255
                    POST  | /api/v2/personFields/x/options | [{"label":"A","id":1}] | body member 'id' is not listed
                    POST  | /api/v1/persons       | {"name":"A"}                  | no such path
                    PUT   | /api/v2/persons/1     | {"name":"A"}                  | no such method
                    """)
    void findsWhatABodyGetsWrong(String method, String path, String body, String reason) {
        // When
        send(method, path, java.util.Map.of(), body);

        // Then
        assertThat(check.violations()).containsExactly(method + " " + path + ": " + reason);
    }

    @Test
    void findsWhatAQueryGetsWrong() {
        // When
        send("GET", "/api/v2/persons", java.util.Map.of("start", "0"), "");
        send("GET", "/api/v2/persons", java.util.Map.of("limit", "many"), "");
        send("GET", "/api/v2/persons", java.util.Map.of("sort_by", "name"), "");
        send("GET", "/api/v2/persons/search", java.util.Map.of(), "");

        // Then
        assertThat(check.violations())
                .containsExactly(
                        "GET /api/v2/persons: query parameter 'start' is not listed",
                        "GET /api/v2/persons: query parameter 'limit' is no integer",
                        "GET /api/v2/persons: query parameter 'sort_by' has a value that is not listed",
                        "GET /api/v2/persons/search: query parameter 'term' is required");
    }

    @Test
    void toleratesNamesInPartsUnlessToldOtherwise() {
        // Given
        OpenApiRequestCheck strict = OpenApiRequestCheck.of(OpenApiFiles.directory(), Set.of());
        Call call = new Call(
                "POST",
                "/api/v2/persons",
                java.util.Map.of(),
                java.util.Map.of(),
                "{\"first_name\":\"A\",\"last_name\":\"\"}");

        // When
        check.received(call);
        strict.received(call);

        // Then
        assertThat(check.violations()).isEmpty();
        assertThat(strict.violations()).hasSize(2);
    }

    @Test
    void watchesARunningSandbox() throws Exception {
        try (Fixture it = new Fixture(Fixture.unlimited().withOpenApi(OpenApiFiles.directory()))) {
            // When
            it.api.post("/api/v2/persons", "{\"name\":\"A\",\"nickname\":\"B\"}");

            // Then
            assertThat(it.sandbox.violations())
                    .containsExactly("POST /api/v2/persons: body member 'nickname' is not listed");
        }
    }
}
