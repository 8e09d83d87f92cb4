package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each endpoint as a client sees it on the wire. */
class EmbeddedSchemaRegistryTest {
    private static final String V1 = parcel("");
    private static final String V2 = parcel(",{\"name\":\"size\",\"type\":\"int\",\"default\":0}");
    private static final String BREAKING = parcel(",{\"name\":\"size\",\"type\":\"int\"}");

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedSchemaRegistry registry;

    @BeforeEach
    void start() {
        registry = EmbeddedSchemaRegistry.start(directory.resolve("schemas.jsonl"), 0);
    }

    @AfterEach
    void close() {
        registry.close();
        http.close();
    }

    @Test
    void givesEachSchemaOneIdAndEachSubjectItsVersions() {
        // Given
        register("a", V1);
        // When
        Answer again = register("a", "  " + V1.replace(":", " : "));
        Answer elsewhere = register("b", V1);
        Answer next = register("a", V2);
        // Then
        assertThat(again).isEqualTo(new Answer(200, "{\"id\":1}"));
        assertThat(elsewhere.body()).isEqualTo("{\"id\":1}");
        assertThat(next.body()).isEqualTo("{\"id\":2}");
        assertThat(get("/subjects/a/versions").body()).isEqualTo("[1,2]");
        assertThat(get("/subjects").body()).isEqualTo("[\"a\",\"b\"]");
        assertThat(get("/subjects?subjectPrefix=b").body()).isEqualTo("[\"b\"]");
    }

    @Test
    void findsSchemasByVersionAndById() {
        // Given
        register("a/b c", V1);
        register("a/b c", V2);
        // Then
        assertThat(get("/subjects/a%2Fb%20c/versions/latest").json())
                .isEqualTo(json(Map.of("subject", "a/b c", "version", 2, "id", 2, "schema", V2)));
        assertThat(get("/subjects/a%2Fb%20c/versions/1").json().path("id").asInt())
                .isEqualTo(1);
        assertThat(get("/subjects/a%2Fb%20c/versions/1/schema").body()).isEqualTo(V1);
        assertThat(get("/schemas/ids/2?subject=anything").json()).isEqualTo(json(Map.of("schema", V2)));
        assertThat(get("/schemas/ids/2/schema").body()).isEqualTo(V2);
        assertThat(get("/schemas/ids/2/subjects").body()).isEqualTo("[\"a/b c\"]");
        assertThat(get("/schemas/ids/2/versions").json().get(0).path("version").asInt())
                .isEqualTo(2);
        assertThat(get("/schemas/types").body()).isEqualTo("[\"AVRO\"]");
    }

    @Test
    void looksUpASchemaOfASubject() {
        // Given
        register("a", V1);
        // Then
        assertThat(send("POST", "/subjects/a", schema(V1))
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("POST", "/subjects/a", schema(V2))).isEqualTo(error(404, 40403, "Schema not found"));
        assertThat(send("POST", "/subjects/none", schema(V1)))
                .isEqualTo(error(404, 40401, "Subject 'none' not found."));
    }

    @Test
    void refusesWhatIsMissing() {
        // Given
        register("a", V1);
        // Then
        assertThat(get("/subjects/none/versions").status()).isEqualTo(404);
        assertThat(get("/subjects/none/versions/1").json().path("error_code").asInt())
                .isEqualTo(40401);
        assertThat(get("/subjects/a/versions/7")).isEqualTo(error(404, 40402, "Version 7 not found."));
        assertThat(get("/schemas/ids/7")).isEqualTo(error(404, 40403, "Schema 7 not found"));
        assertThat(get("/subjects/a/versions/0").json().path("error_code").asInt())
                .isEqualTo(42202);
        assertThat(get("/nowhere")).isEqualTo(error(404, 404, "HTTP 404 Not Found"));
        assertThat(send("PUT", "/subjects/a", "{}").status()).isEqualTo(405);
        assertThat(get("/associations/resources/-/topic?resourceType=topic").status())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoAvroSchema() {
        assertThat(register("a", "{\"type\":\"nonsense\"}")
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(42201);
        assertThat(send("POST", "/subjects/a/versions", "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}")
                        .status())
                .isEqualTo(422);
        assertThat(send("POST", "/subjects/a/versions", "not json").status()).isEqualTo(400);
        assertThat(get("/subjects").body()).isEqualTo("[]");
    }

    @Test
    void refusesAVersionThatBreaksTheLevel() {
        // Given
        register("a", V1);
        // When
        Answer refused = register("a", BREAKING);
        send("PUT", "/config/a", "{\"compatibility\":\"NONE\"}");
        Answer accepted = register("a", BREAKING);
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("error_code").asInt()).isEqualTo(409);
        assertThat(refused.body()).contains("READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(accepted.status()).isEqualTo(200);
    }

    @Test
    void checksCompatibilityWithoutRegistering() {
        // Given
        register("a", V1);
        // Then
        assertThat(check("/subjects/a/versions/latest", V2).body()).isEqualTo("{\"is_compatible\":true}");
        assertThat(check("/subjects/a/versions", V2).body()).isEqualTo("{\"is_compatible\":true}");
        assertThat(check("/subjects/a/versions/latest?verbose=true", V2).json())
                .isEqualTo(JsonMapper.shared().readTree("{\"is_compatible\":true,\"messages\":[]}"));
        JsonNode refused =
                check("/subjects/a/versions/1?verbose=true", BREAKING).json();
        assertThat(refused.path("is_compatible").asBoolean()).isFalse();
        assertThat(refused.path("messages").get(0).asString()).contains("size");
        assertThat(check("/subjects/none/versions/latest", V2)
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(40401);
        assertThat(get("/subjects/a/versions").body()).isEqualTo("[1]");
    }

    @Test
    void keepsLevelsPerSubjectAndForAll() {
        assertThat(get("/config").body()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(get("/config/a").json().path("error_code").asInt()).isEqualTo(40408);
        assertThat(get("/config/a?defaultToGlobal=true").body()).contains("BACKWARD_TRANSITIVE");
        assertThat(send("PUT", "/config", "{\"compatibility\":\"full\"}").body())
                .isEqualTo("{\"compatibility\":\"FULL\"}");
        assertThat(send("PUT", "/config/a", "{\"compatibility\":\"FORWARD\"}").status())
                .isEqualTo(200);
        assertThat(get("/config/a").body()).isEqualTo("{\"compatibilityLevel\":\"FORWARD\"}");
        assertThat(send("DELETE", "/config/a", "").body()).isEqualTo("{\"compatibilityLevel\":\"FORWARD\"}");
        assertThat(get("/config/a?defaultToGlobal=true").body()).contains("FULL");
        assertThat(send("PUT", "/config/a", "{\"compatibility\":\"SOME\"}")
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(42203);
        assertThat(get("/mode").body()).isEqualTo("{\"mode\":\"READWRITE\"}");
    }

    @Test
    void deletesASubjectFirstSoftlyThenForGood() {
        // Given
        register("a", V1);
        register("a", V2);
        assertThat(send("DELETE", "/subjects/a?permanent=true", "")
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(40405);
        // When
        Answer softly = send("DELETE", "/subjects/a", "");
        // Then
        assertThat(softly.body()).isEqualTo("[1,2]");
        assertThat(get("/subjects").body()).isEqualTo("[]");
        assertThat(get("/subjects?deleted=true").body()).isEqualTo("[\"a\"]");
        assertThat(get("/schemas/ids/1").status()).isEqualTo(200);
        assertThat(send("DELETE", "/subjects/a", "").json().path("error_code").asInt())
                .isEqualTo(40404);
        assertThat(register("a", V1).body()).isEqualTo("{\"id\":1}");
        assertThat(get("/subjects/a/versions").body()).isEqualTo("[3]");
        send("DELETE", "/subjects/a", "");
        assertThat(send("DELETE", "/subjects/a?permanent=true", "").body()).isEqualTo("[1,2,3]");
        assertThat(get("/subjects?deleted=true").body()).isEqualTo("[]");
        assertThat(send("DELETE", "/subjects/a", "").json().path("error_code").asInt())
                .isEqualTo(40401);
    }

    @Test
    void deletesOneVersion() {
        // Given
        register("a", V1);
        register("a", V2);
        // Then
        assertThat(send("DELETE", "/subjects/a/versions/1?permanent=true", "")
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(40407);
        assertThat(send("DELETE", "/subjects/a/versions/1", "").body()).isEqualTo("1");
        assertThat(send("DELETE", "/subjects/a/versions/1", "")
                        .json()
                        .path("error_code")
                        .asInt())
                .isEqualTo(40406);
        assertThat(get("/subjects/a/versions").body()).isEqualTo("[2]");
        assertThat(get("/subjects/a/versions?deleted=true").body()).isEqualTo("[1,2]");
        assertThat(send("DELETE", "/subjects/a/versions/1?permanent=true", "").body())
                .isEqualTo("1");
        assertThat(get("/subjects/a/versions?deleted=true").body()).isEqualTo("[2]");
    }

    @Test
    void remembersEverythingAndDropsALineThatAKillCutOff() throws IOException {
        // Given
        register("a", V1);
        register("a", V2);
        register("b", V1);
        send("PUT", "/config/a", "{\"compatibility\":\"FORWARD\"}");
        send("DELETE", "/subjects/b", "");
        registry.close();
        Files.writeString(
                directory.resolve("schemas.jsonl"), "{\"type\":\"registered\",\"sub", StandardOpenOption.APPEND);
        // When
        start();
        // Then
        assertThat(get("/subjects/a/versions").body()).isEqualTo("[1,2]");
        assertThat(get("/config/a").body()).contains("FORWARD");
        assertThat(get("/subjects").body()).isEqualTo("[\"a\"]");
        assertThat(register("c", parcel(",{\"name\":\"new\",\"type\":\"int\"}")).body())
                .isEqualTo("{\"id\":3}");
        registry.close();
        start();
        assertThat(get("/schemas/ids/3").status()).isEqualTo(200);
    }

    @Test
    void neverGivesAnIdTwice() {
        // Given
        register("a", V1);
        send("DELETE", "/subjects/a", "");
        send("DELETE", "/subjects/a?permanent=true", "");
        // When
        registry.close();
        start();
        // Then
        assertThat(register("a", V2).body()).isEqualTo("{\"id\":2}");
        assertThat(get("/schemas/ids/1").body()).contains("name");
    }

    @Test
    void refusesADamagedFile() throws IOException {
        // Given
        Path file = directory.resolve("damaged.jsonl");
        Files.writeString(file, "damage\n");
        // Then
        assertThatThrownBy(() -> EmbeddedSchemaRegistry.start(file, 0))
                .isInstanceOf(EmbeddedPlatformException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void saysThatItsPortIsTaken() {
        // Given
        int port = URI.create(registry.url()).getPort();
        // Then
        assertThatThrownBy(() -> EmbeddedSchemaRegistry.start(directory.resolve("other.jsonl"), port))
                .isInstanceOf(EmbeddedPlatformException.class)
                .hasMessageStartingWith("Port " + port + " on 127.0.0.1 is in use");
    }

    private Answer register(String subject, String schema) {
        return send(
                "POST", "/subjects/" + subject.replace("/", "%2F").replace(" ", "%20") + "/versions", schema(schema));
    }

    private Answer check(String path, String schema) {
        return send("POST", "/compatibility" + path, schema(schema));
    }

    private Answer get(String path) {
        return send("GET", path, "");
    }

    private Answer send(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String schema(String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("schema", text));
    }

    private static JsonNode json(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    private static String parcel(String moreFields) {
        return "{\"type\":\"record\",\"name\":\"Parcel\",\"fields\":[{\"name\":\"name\",\"type\":\"string\"}"
                + moreFields + "]}";
    }

    private record Answer(int status, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }
}
