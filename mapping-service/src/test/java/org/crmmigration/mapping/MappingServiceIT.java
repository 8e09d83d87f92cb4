package org.crmmigration.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.crmmigration.mapping.run.Stage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MappingServiceIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static Stage stage;
    private static ControlPublisher control;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void startTheService() {
        stage = new Stage("service");
        stage.publish("export-1", 30);
        new MigrationTopics(stage.clients).createControl();
        control = new ControlPublisher(stage.clients, "test");
        say(stage.migration);
        say(new ExportStateChanged("service", "export-1", "COMPLETED", 1, 1, "", Stage.AT));
        service = start();
    }

    @AfterAll
    static void stopTheService() {
        service.close();
        control.close();
    }

    @Test
    void takesAMigrationFromDraftToCommands() throws Exception {
        // Given
        HttpResponse<String> draft = send("PUT", "/api/migrations/service/mapping", "choices: {deals_from: payments}");
        assertThat(draft.statusCode()).isEqualTo(200);
        JsonNode preview = JSON.readTree(
                send("POST", "/api/migrations/service/mapping/preview", "").body());
        JsonNode confirmation = JSON.readTree(
                send("POST", "/api/migrations/service/mapping/confirmation", "").body());
        JsonNode again = JSON.readTree(
                send("POST", "/api/migrations/service/mapping/confirmation", "").body());

        // When
        say(new RunRequested(
                "service", "run-1", "export-1", confirmation.path("version").asInt(), Stage.AT));

        // Then
        assertThat(again).isEqualTo(confirmation);
        assertThat(preview.path("commands").path("deal").asInt()).isEqualTo(30);
        assertThat(preview.path("examples").size()).isBetween(4, 10);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stage.commands().stream().anyMatch(RunEnded.class::isInstance));
        assertThat(stage.commands().getFirst())
                .isInstanceOfSatisfying(
                        MappingText.class,
                        text -> assertThat(text.sha256())
                                .isEqualTo(confirmation.path("sha256").asString()));
        assertThat(stage.commands().stream().filter(MappingText.class::isInstance))
                .hasSize(1);

        // and a restarted service repeats nothing
        service.close();
        service = start();
        JsonNode mapping = awaitWritten();
        assertThat(mapping.path("confirmedVersion").asInt()).isEqualTo(1);
        assertThat(mapping.path("draft").asString()).isEqualTo("choices: {deals_from: payments}");
        assertThat(stage.commands().stream().filter(RunBegan.class::isInstance)).hasSize(1);
    }

    @Test
    void refusesADraftWithLineAndKey() throws Exception {
        // When
        HttpResponse<String> refused =
                send("PUT", "/api/migrations/service/mapping", "choices:\n  deals_from: rebates\n");

        // Then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("content-type").orElse("")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(refused.body()).path("problems").path(0);
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("key").asString()).isEqualTo("choices.deals_from");
    }

    @Test
    void servesDefaultsAndRefusesWhatItDoesNotKnow() throws Exception {
        assertThat(send("GET", "/api/mappings/defaults/pipedrive", "").body()).startsWith("# What a Kartra account");
        assertThat(send("GET", "/api/mappings/defaults/nowhere", "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/api/migrations/unheard-of/mapping", "").statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/api/migrations/service/mapping/preview", "{\"export\": \"export-9\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    private static JsonNode awaitWritten() {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> JSON.readTree(send("GET", "/api/migrations/service/mapping", "")
                                .body()),
                        mapping ->
                                mapping.path("run").path("state").asString("").equals("written"));
    }

    private static void say(ControlMessage message) {
        control.publish(message);
    }

    private static ConfigurableApplicationContext start() {
        KafkaSettings kafka = stage.clients.settings();
        return new SpringApplicationBuilder(MappingApplication.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "crm.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "crm.kafka.registry-url=" + kafka.registryUrl(),
                        "crm.kafka.replication=1",
                        "crm.mapping.data-dir=" + directory)
                .run();
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        String port = Objects.requireNonNull(service.getEnvironment().getProperty("local.server.port"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", method.equals("PUT") ? "application/yaml" : "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
