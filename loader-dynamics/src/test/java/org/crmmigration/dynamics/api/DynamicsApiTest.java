package org.crmmigration.dynamics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.port.CrmFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DynamicsApiTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://org.crm4.dynamics.com/api/data/v9.2/lists?$skiptoken=%3Ca%20b%3E|/api/data/v9.2/lists?$skiptoken=%3Ca%20b%3E",
                "HTTP://other:8080/api/data/v9.2/lists?$skiptoken=2|/api/data/v9.2/lists?$skiptoken=2",
                "/api/data/v9.2/lists?$skiptoken=2|/api/data/v9.2/lists?$skiptoken=2",
                "lists?$skiptoken=2|/api/data/v9.2/lists?$skiptoken=2",
                "lists?$skiptoken=<a>|/api/data/v9.2/lists?$skiptoken=%3Ca%3E",
            })
    void followsLinksOfAllKindsToTheAccountsHost(String link, String path) {
        assertThat(DynamicsApi.local(link)).isEqualTo(path);
    }

    @Test
    void asksForEveryPageInTheSameWay() {
        // Given
        Deque<String> pages = new ArrayDeque<>(List.of(
                "{\"value\":[{\"a\":1}],\"@odata.nextLink\":\"lists?$skiptoken=2\"}",
                "{\"@odata.nextLink\":null,\"value\":[{\"a\":2}]}"));
        List<ApiRequest> sent = new ArrayList<>();
        DynamicsApi api = new DynamicsApi(
                request -> {
                    sent.add(request);
                    return new ApiResponse(200, Map.of(), pages.remove());
                },
                Map.of());

        // When
        List<JsonNode> rows = api.all("lists", Map.of("$select", "a"), Map.of());

        // Then
        assertThat(rows).hasSize(2);
        assertThat(sent).extracting(request -> request.headers().get("Prefer")).containsOnly("odata.maxpagesize=5000");
        assertThat(sent.getLast().path()).isEqualTo("/api/data/v9.2/lists?$skiptoken=2");
    }

    @Test
    void takesACutAnswerForAnOutageWhenTheCallMayBeRepeated() {
        // Given
        DynamicsApi api = new DynamicsApi(request -> new ApiResponse(200, Map.of(), "{\"value\":[{\"a\""), Map.of());

        // Then
        assertThatThrownBy(() -> api.all("lists", Map.of(), Map.of()))
                .isInstanceOf(CrmFault.Unavailable.class)
                .hasMessageContaining("is no JSON");
    }

    @Test
    void readsByBatchWhatNoAddressCanHold() {
        // Given
        List<ApiRequest> sent = new ArrayList<>();
        String answer =
                "--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"value\":[{\"a\":1}]}\r\n--b--\r\n";
        DynamicsApi api = new DynamicsApi(
                request -> {
                    sent.add(request);
                    return new ApiResponse(200, Map.of("content-type", "multipart/mixed; boundary=b"), answer);
                },
                Map.of());

        // When
        List<JsonNode> rows =
                api.all("contacts", Map.of("$select", "a," + "kartra_long_name,".repeat(2_500)), Map.of());

        // Then
        assertThat(rows).hasSize(1);
        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/api/data/v9.2/$batch");
            assertThat(request.body())
                    .contains("GET /api/data/v9.2/contacts?$select=a%2C", "Prefer: odata.maxpagesize=5000");
        });
    }
}
