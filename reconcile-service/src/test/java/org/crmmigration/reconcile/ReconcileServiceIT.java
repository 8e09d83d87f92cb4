package org.crmmigration.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.value.ObjectKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run's life against a real broker; the other services are played by the test. */
class ReconcileServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPlatform platform = TestPlatform.shared();
    private final Clients clients =
            new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "test"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        service = new SpringApplicationBuilder(ReconcileApplication.class)
                .properties(Map.of(
                        "spring.config.name", "application,reconcile-service",
                        "server.port", "0",
                        "crm.kafka.bootstrap-servers", platform.bootstrapServers(),
                        "crm.kafka.registry-url", platform.registryUrl(),
                        "crm.kafka.replication", "1",
                        "crm.reconcile.data-dir", directory.resolve("ledgers").toString(),
                        "crm.reconcile.secrets-dir",
                                directory.resolve("secrets").toString()))
                .run("--server.port=0");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void leadsARunThroughItsGatesToABalancedReport() throws Exception {
        // Given
        String migration = "it-happy";
        prepare(migration, 40);

        try (FakeLoader loader = new FakeLoader(clients, migration);
                FakeWorld world = new FakeWorld(clients, migration, 40)) {
            // When
            assertThat(post("/api/migrations/" + migration + "/runs", "{}")
                            .get("run")
                            .asString())
                    .isEqualTo("run-1");
            world.map("run-1");
            awaitState(migration, "COMPLETED");

            // Then
            assertThat(loader.phases()).isSorted();
        }
        JsonNode report = get("/api/migrations/" + migration + "/report");
        assertThat(report.at("/ledger/unbalanced").toString()).isEqualTo("[]");
        assertThat(report.at("/ledger/balanced").asBoolean()).isTrue();
        assertThat(report.at("/ledger/rowsIn").asLong()).isEqualTo(82);
        assertThat(report.at("/ledger/records/contact/created").asLong()).isEqualTo(35);
        assertThat(report.at("/ledger/records/contact/failed").asLong()).isEqualTo(4);
        assertThat(report.at("/ledger/records/contact/excluded").asLong()).isEqualTo(1);
        assertThat(report.at("/verification/objects").asLong()).isEqualTo(35 + 36);
        assertThat(report.at("/verification/fields").asLong()).isEqualTo(4 * 71);
        assertThat(report.at("/phases/3/name").asString()).isEqualTo("verification");
        assertThat(report.at("/failures/0/count").asLong()).isEqualTo(8);
        assertThat(send("GET", "/api/migrations/" + migration + "/report.html", "")
                        .body())
                .contains("Balanced: every one of 82 rows is accounted for.");
        assertThat(send("GET", "/api/migrations/" + migration + "/failures.csv", "")
                        .body())
                .hasLineCount(9)
                .contains("person|contact:7,FAILED,validation");
        assertThat(get("/api/migrations/" + migration + "/failures?size=3")
                        .get("items")
                        .size())
                .isEqualTo(3);
        assertThat(get("/api/migrations/" + migration + "/explain?key=contact:5")
                        .at("/objects/0/crmId")
                        .asString())
                .isEqualTo("crm-contact:5");
    }

    @Test
    void drivesFailuresAgainByCauseAndReadsBackOnlyThose() throws Exception {
        // Given
        String migration = "it-retry";
        prepare(migration, 40);
        String path = "/api/migrations/" + migration;
        try (FakeLoader loader = new FakeLoader(clients, migration);
                FakeWorld world = new FakeWorld(clients, migration, 40)) {
            post(path + "/runs", "{}");
            world.map("run-1");
            awaitState(migration, "COMPLETED");
            // When
            HttpResponse<String> nothing =
                    send("POST", path + "/runs", "{\"scope\":{\"reach\":\"retry\",\"causes\":[\"plan-limit\"]}}");
            HttpResponse<String> noKey =
                    send("POST", path + "/runs", "{\"scope\":{\"reach\":\"retry\",\"keys\":[\"contact:5\"]}}");
            JsonNode run = post(
                    path + "/runs",
                    "{\"scope\":{\"reach\":\"retry\",\"causes\":[\"validation\"],\"keys\":[\"contact:7\"]}}");
            // Then
            assertThat(nothing.statusCode()).isEqualTo(409);
            assertThat(nothing.body()).contains("its causes are validation");
            assertThat(noKey.statusCode()).isEqualTo(409);
            assertThat(run.get("run").asString()).isEqualTo("run-2");
            world.map("run-2");
            awaitState(migration, "COMPLETED");
            assertThat(loader.answered()).isPositive();
        }
        JsonNode cause = get(path + "/failures").at("/causes/0");
        assertThat(cause.get("code").asString()).isEqualTo("validation");
        assertThat(cause.get("advice").asString()).contains("correct the mapping");
    }

    @Test
    void goesOnAfterAKillWithItsLedgerDeleted() throws Exception {
        // Given
        String migration = "it-rebuild";
        prepare(migration, 30);
        try (FakeLoader loader = new FakeLoader(clients, migration);
                FakeWorld world = new FakeWorld(clients, migration, 30)) {
            loader.stopAfter(35);
            post("/api/migrations/" + migration + "/runs", "{}");
            world.map("run-1");
            await().atMost(PATIENCE).until(() -> loader.answered() == 35);

            // When
            stop();
            Files.delete(directory.resolve("ledgers").resolve(migration + ".db"));
            loader.goOn();
            start();
            awaitState(migration, "COMPLETED");

            // Then
            assertThat(loader.phases()).isSorted();
        }
        JsonNode first = report(migration);
        stop();
        Files.delete(directory.resolve("ledgers").resolve(migration + ".db"));
        start();
        await().atMost(PATIENCE)
                .until(() -> get("/api/migrations/" + migration).get("caughtUp").asBoolean());
        assertThat(withoutPredictions(report(migration))).isEqualTo(withoutPredictions(first));
        assertThat(first.at("/ledger/balanced").asBoolean()).isTrue();
    }

    /** Predictions are of the process that watched the run; on a slow machine there are some before it is killed. */
    private static JsonNode withoutPredictions(JsonNode report) {
        ((ObjectNode) report.path("durations"))
                .remove(List.of("run", "predictedAfter", "predictedP50", "predictedP90"));
        return report;
    }

    @Test
    void writesAVerificationThatWasLeftHalfWrittenAgain() throws Exception {
        // Given
        String migration = "it-half";
        prepare(migration, 10);
        try (FakeLoader loader = new FakeLoader(clients, migration);
                FakeWorld world = new FakeWorld(clients, migration, 10)) {
            loader.stopAfter(12);
            post("/api/migrations/" + migration + "/runs", "{}");
            world.map("run-1");
            await().atMost(PATIENCE).until(() -> loader.answered() == 12);
            stop();
            world.commands(List.of(
                    new PhaseBegan("run-1", 90, "verification", 1),
                    new ObjectCommand(
                            "run-1",
                            90,
                            Action.VERIFY,
                            new ObjectKey("person", "contact:1"),
                            "hash-contact:1",
                            Map.of(),
                            List.of())));

            // When
            start();
            loader.goOn();
            awaitState(migration, "COMPLETED");
        }

        // Then
        JsonNode report = report(migration);
        assertThat(report.at("/ledger/unbalanced").toString()).isEqualTo("[]");
        assertThat(report.at("/verification/objects").asLong()).isEqualTo(8 + 9);
    }

    @Test
    void refusesARunAndSaysWhatIsMissing() throws Exception {
        // Given
        String migration = "it-early";
        create(migration);

        // When
        HttpResponse<String> answer = send("POST", "/api/migrations/" + migration + "/runs", "{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json.readTree(answer.body()).get("missing").size()).isEqualTo(2);
    }

    @Test
    void holdsAPausedRunUntilItIsResumed() throws Exception {
        // Given
        String migration = "it-pause";
        prepare(migration, 10);
        String path = "/api/migrations/" + migration;
        try (FakeLoader loader = new FakeLoader(clients, migration);
                FakeWorld world = new FakeWorld(clients, migration, 10)) {
            post(path + "/runs", "{}");
            post(path + "/pause", "{}");
            world.map("run-1");
            await().atMost(PATIENCE)
                    .until(() -> get(path).at("/progress/objects").asLong() == 19);

            // When
            boolean closed = !get(path).at("/phases/1/gateOpen").asBoolean();
            post(path + "/resume", "{}");
            awaitState(migration, "COMPLETED");

            // Then
            assertThat(closed).isTrue();
            assertThat(loader.phases()).isSorted();
        }
    }

    @Test
    void showsConsoleAndGauges() throws Exception {
        // Given
        String migration = "it-gauges";
        create(migration);

        // Then
        assertThat(send("GET", "/console", "").body()).contains("<title>Migrations</title>");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(send("GET", "/actuator/prometheus", "").body())
                                .contains("crm_migration_state{migration=\"it-gauges\",state=\"DRAFT\"} 1.0")
                                .contains("crm_migration_lag_records{destination=\"pipedrive\",migration=\"it-gauges\","
                                        + "stage=\"reconcile\"} 0.0"));
    }

    @Test
    void createsAMigrationOnce() throws Exception {
        // Given
        String migration = "it-once";

        // When
        int first = create(migration);
        int second = create(migration);
        int other = send("POST", "/api/migrations", definition(migration).replace("account-it-once", "elsewhere"))
                .statusCode();

        // Then
        assertThat(List.of(first, second, other)).containsExactly(201, 200, 409);
        assertThat(get("/api/migrations/" + migration).get("state").asString()).isEqualTo("DRAFT");
        assertThat(Files.readString(directory.resolve("secrets").resolve(migration + ".key")))
                .matches("[0-9a-f]{64}");
    }

    private void prepare(String migration, int contacts) throws Exception {
        create(migration);
        try (FakeWorld world = new FakeWorld(clients, migration, contacts)) {
            world.ingest();
            world.confirmMapping();
        }
        awaitState(migration, "CONFIRMED");
    }

    private int create(String migration) throws Exception {
        return send("POST", "/api/migrations", definition(migration)).statusCode();
    }

    private static String definition(String migration) {
        return """
                {"migration": "%s", "destination": "pipedrive", "accountReference": "account-%s", "sandbox": true}
                """.formatted(migration, migration);
    }

    private void awaitState(String migration, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/api/migrations/" + migration).get("state").asString())
                        .isEqualTo(state));
    }

    /** The report without what depends on when it was written. */
    private JsonNode report(String migration) throws Exception {
        ObjectNode report = (ObjectNode) get("/api/migrations/" + migration + "/report");
        report.remove("writtenAt");
        return report;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String port = service.getEnvironment().getProperty("local.server.port", "0");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
