package org.crmmigration.dynamics.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.crmmigration.loader.http.ApiResponse;
import org.junit.jupiter.api.Test;

class MultipartTest {

    private static final String TYPE = "multipart/mixed; boundary=batchresponse_1";

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @Test
    void readsPartsInTheirOrder() {
        // Given
        String body = lines(
                "--batchresponse_1",
                "Content-Type: application/http",
                "Content-Transfer-Encoding: binary",
                "",
                "HTTP/1.1 204 No Content",
                "OData-Version: 4.0",
                "OData-EntityId: https://org.example/api/data/v9.2/contacts(1)",
                "",
                "",
                "--batchresponse_1",
                "Content-Type: application/http",
                "",
                "HTTP/1.1 400 Bad Request",
                "Content-Type: application/json",
                "",
                "{\"error\":{\"code\":\"0x1\"}}",
                "--batchresponse_1--");

        // When
        List<List<ApiResponse>> operations = Multipart.read(TYPE, body);

        // Then
        assertThat(operations).hasSize(2);
        assertThat(operations.getFirst().getFirst().status()).isEqualTo(204);
        assertThat(operations.getLast().getFirst().body()).isEqualTo("{\"error\":{\"code\":\"0x1\"}}");
    }

    @Test
    void readsTheErrorOfAChangeSetInBothShapes() {
        // Given
        String nested = lines(
                "--batchresponse_1",
                "Content-Type: multipart/mixed; boundary=changesetresponse_2",
                "",
                "--changesetresponse_2",
                "Content-Type: application/http",
                "",
                "HTTP/1.1 404 Not Found",
                "",
                "{}",
                "--changesetresponse_2--",
                "--batchresponse_1--");
        String bare = lines(
                "--batchresponse_1",
                "Content-Type: application/http",
                "",
                "HTTP/1.1 404 Not Found",
                "",
                "{}",
                "--batchresponse_1--");

        // When
        int first = Multipart.read(TYPE, nested).getFirst().getFirst().status();
        int second = Multipart.read(TYPE, bare).getFirst().getFirst().status();

        // Then
        assertThat(first).isEqualTo(404);
        assertThat(second).isEqualTo(404);
    }

    @Test
    void readsAnswersHoweverTheirHeadersAreWritten() {
        // Given
        String body = lines(
                "--x",
                "content-type: Application/http",
                "",
                "HTTP/1.0 204",
                "",
                "--x",
                "CONTENT-TYPE: Multipart/Mixed; Boundary=\"y\"",
                "",
                "--y",
                "Content-Type: application/http",
                "Content-ID: 7",
                "",
                "HTTP/2 201 Created",
                "",
                "{}",
                "--y--",
                "--x--");

        // When
        List<List<ApiResponse>> operations = Multipart.read("Multipart/Mixed; charset=utf-8; Boundary=x", body);

        // Then
        assertThat(operations)
                .extracting(answers -> answers.getFirst().status())
                .containsExactly(204, 201);
    }

    @Test
    void writesLinesAsDataverseInsistsOn() {
        // Given
        Operation.Call call = new Operation.Call("PATCH", "contacts(1)", Map.of("If-Match", "*"), "{}");

        // When
        String body = BatchBody.write(
                List.of(
                        new Operation(List.of(call, call)),
                        Operation.of(call),
                        Operation.of(new Operation.Call("GET", "accounts", Map.of(), null))),
                Map.of("MSCRM.Quiet", "true"));

        // Then
        assertThat(body.replace("\r\n", "")).doesNotContain("\n");
        assertThat(body)
                .contains("Content-ID: 1\r\n")
                .contains("Content-ID: 2\r\n")
                .contains("PATCH /api/data/v9.2/contacts(1) HTTP/1.1\r\n")
                .contains("--changeset_1--\r\n")
                .contains("GET /api/data/v9.2/accounts HTTP/1.1\r\n\r\n")
                .endsWith("--batch_migration--\r\n");
        assertThat(body.split("MSCRM.Quiet: true\r\n", -1)).hasSize(1 + 3);
    }
}
