package org.crmmigration.pipedrive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.ApiRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TokenCostsTest {

    /** Every operation this loader uses, and some it may come to use. */
    private static final List<String> OPERATIONS = List.of(
            "GET /persons",
            "POST /persons",
            "GET /persons/{id}",
            "PATCH /persons/{id}",
            "DELETE /persons/{id}",
            "GET /organizations",
            "POST /organizations",
            "GET /organizations/{id}",
            "PATCH /organizations/{id}",
            "DELETE /organizations/{id}",
            "GET /deals",
            "POST /deals",
            "GET /deals/{id}",
            "PATCH /deals/{id}",
            "DELETE /deals/{id}",
            "GET /deals/archived",
            "GET /activities",
            "POST /activities",
            "GET /activities/{id}",
            "PATCH /activities/{id}",
            "DELETE /activities/{id}",
            "GET /pipelines",
            "POST /pipelines",
            "GET /pipelines/{id}",
            "PATCH /pipelines/{id}",
            "DELETE /pipelines/{id}",
            "GET /stages",
            "POST /stages",
            "GET /stages/{id}",
            "PATCH /stages/{id}",
            "DELETE /stages/{id}",
            "GET /personFields",
            "POST /personFields",
            "GET /personFields/{field_code}",
            "PATCH /personFields/{field_code}",
            "DELETE /personFields/{field_code}",
            "POST /personFields/{field_code}/options",
            "DELETE /personFields/{field_code}/options",
            "GET /persons/search",
            "GET /itemSearch",
            "GET /itemSearch/field");

    private static final List<String> V1_OPERATIONS = List.of(
            "GET /notes",
            "POST /notes",
            "GET /notes/{id}",
            "PUT /notes/{id}",
            "DELETE /notes/{id}",
            "GET /users",
            "GET /users/me",
            "GET /users/find",
            "GET /activityTypes",
            "GET /personFields",
            "PUT /personFields/{id}");

    @Test
    void agreesWithTheVendorsDescription() {
        // Given
        Path directory = Path.of(System.getProperty("openapi.dir", "../../shared/reference/openapi"));
        assumeTrue(Files.isDirectory(directory), "the vendor's OpenAPI files are not at hand");
        YAMLMapper yaml = new YAMLMapper();
        JsonNode v1 = yaml.readTree(directory.resolve("pipedrive-v1.yaml").toFile());
        JsonNode v2 = yaml.readTree(directory.resolve("pipedrive-v2.yaml").toFile());

        // When
        List<String> different = java.util.stream.Stream.concat(
                        V1_OPERATIONS.stream().filter(operation -> differs(v1, "/api/v1", operation)),
                        OPERATIONS.stream().filter(operation -> differs(v2, "/api/v2", operation)))
                .toList();

        // Then
        assertThat(different).isEmpty();
    }

    private static boolean differs(JsonNode description, String prefix, String operation) {
        String[] parts = operation.split(" ", 2);
        JsonNode declared = description
                .path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(java.util.Locale.ROOT))
                .path("x-token-cost");
        return declared.asDouble(-1) != cost(parts[0], prefix + parts[1]);
    }

    private static double cost(String method, String route) {
        return TokenCosts.of(new ApiRequest(method, route, route, Map.of(), Map.of(), null, true))
                .cost();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/persons/search", "/api/v2/itemSearch", "/api/v2/itemSearch/field"})
    void countsSearchesInTheirOwnWindowToo(String route) {
        // When
        var windows = TokenCosts.of(ApiRequest.get(route, route, Map.of())).windows();

        // Then
        assertThat(windows).containsExactlyInAnyOrder(TokenCosts.BURST, TokenCosts.SEARCH);
    }
}
