package org.crmmigration.standalone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services' REST interfaces, as the command line uses them. */
final class MigrationApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Proposals, previews and samples of a large export take minutes. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    MigrationApi(URI base) {
        this.base = base;
    }

    /** Where they are. */
    URI base() {
        return base;
    }

    /** GET, decoded. */
    JsonNode get(String path) {
        return JSON.readTree(text(path));
    }

    /** GET, as text; empty when there is nothing under the path. */
    Optional<String> findText(String path) {
        HttpResponse<String> response = send(request(path).GET().build());
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(successful(response).body());
    }

    /** GET, as text; empty while the platform answers with this status. */
    Optional<String> findText(String path, int notYet) {
        HttpResponse<String> response = send(request(path).GET().build());
        return response.statusCode() == notYet
                ? Optional.empty()
                : Optional.of(successful(response).body());
    }

    /** GET, as text. */
    String text(String path) {
        return successful(send(request(path).GET().build())).body();
    }

    /** GET, into a file. */
    void download(String path, Path file) {
        HttpResponse<Path> response;
        try {
            response = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofFile(file));
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The platform at " + base + " broke the connection: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.PAUSED, "Interrupted; the same command goes on where it was.", e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new Problem(response.statusCode(), "HTTP " + response.statusCode() + " from " + path);
        }
    }

    /** PUT of a JSON body. */
    JsonNode put(String path, JsonNode body) {
        return write("PUT", path, "application/json", JSON.writeValueAsString(body));
    }

    /** POST of a JSON body. */
    JsonNode post(String path, JsonNode body) {
        return write("POST", path, "application/json", JSON.writeValueAsString(body));
    }

    /** PUT of a YAML body. */
    JsonNode putYaml(String path, String yaml) {
        return write("PUT", path, "application/yaml", yaml);
    }

    /**
     * How much of a file was uploaded.
     *
     * @param complete whether that is all of what was sent
     */
    record Uploaded(long bytes, boolean complete) {}

    /** HEAD; how much of a file is there. */
    Uploaded uploaded(String path) {
        HttpResponse<String> response = successful(send(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build()));
        boolean complete =
                response.headers().firstValue("Upload-Complete").orElse("?0").equals("?1");
        return new Uploaded(response.headers().firstValueAsLong("Upload-Offset").orElse(0), complete);
    }

    /** PUT of a piece of a file. */
    void putPiece(String path, byte[] piece, long offset, long total) {
        HttpRequest request = request(path)
                .header("Content-Range", "bytes " + offset + '-' + (offset + piece.length - 1) + '/' + total)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(piece))
                .build();
        var _ = successful(send(request));
    }

    /** PUT of a file without content. */
    void putEmpty(String path) {
        var _ = successful(
                send(request(path).PUT(HttpRequest.BodyPublishers.noBody()).build()));
    }

    private JsonNode write(String method, String path, String type, String body) {
        HttpRequest request = request(path)
                .header("content-type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        String answer = successful(send(request)).body();
        return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new Stop(ExitCode.MACHINE, "Nothing answers at " + base + "; the platform is not running there.", e);
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The platform at " + base + " broke the connection: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.PAUSED, "Interrupted; the same command goes on where it was.", e);
        }
    }

    private static HttpResponse<String> successful(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        throw new Problem(response.statusCode(), sentence(response));
    }

    private static String sentence(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String detail = problem.path("detail").asString("");
            StringBuilder said = new StringBuilder(
                    detail.isEmpty() ? problem.path("title").asString("HTTP " + response.statusCode()) : detail);
            for (JsonNode one : problem.path("problems")) {
                said.append("%n  line %d, %s: %s"
                        .formatted(
                                one.path("line").asInt(),
                                one.path("key").asString(""),
                                one.path("message").asString("")));
            }
            return said.toString();
        } catch (RuntimeException _) {
            return "HTTP " + response.statusCode() + " from " + response.uri().getPath();
        }
    }

    /** The platform refused; the message is the problem's own sentence, and a line for each problem of a file. */
    static final class Problem extends RuntimeException {

        private final int status;

        Problem(int status, String sentence) {
            super(sentence);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
