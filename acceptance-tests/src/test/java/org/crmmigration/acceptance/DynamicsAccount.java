package org.crmmigration.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crmmigration.sandbox.dynamics.DynamicsSandbox;
import org.crmmigration.sandbox.dynamics.DynamicsSettings;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.App;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.User;
import org.crmmigration.sandbox.dynamics.LimitSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Dynamics environment in this process, whose administrator a test can be. */
final class DynamicsAccount implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final DynamicsSandbox sandbox;
    private final App app;
    private final Path file;

    private DynamicsAccount(DynamicsSandbox sandbox, App app, Path file) {
        this.sandbox = sandbox;
        this.app = app;
        this.file = file;
    }

    /** An environment without limits. */
    static DynamicsAccount open(Path directory) throws IOException {
        DynamicsSettings settings = DynamicsSettings.defaults()
                .withCurrencies(List.of("USD", "EUR"))
                .withUsers(List.of(
                        User.enabled("Sandbox Admin", "admin@example.org"),
                        User.disabled("Former", "former@example.org")))
                .withLimits(LimitSettings.off());
        DynamicsSandbox sandbox = DynamicsSandbox.start(settings);
        App app = settings.app();
        Path file = Files.writeString(directory.resolve("account.yaml"), """
                        url: %s
                        plan: professional
                        seats: 5
                        reserve: 0
                        credentials:
                          tenantId: %s
                          clientId: %s
                          clientSecret: %s
                          tokenUrl: %s
                        """.formatted(
                        sandbox.url(), app.tenantId(), app.clientId(), app.clientSecret(), sandbox.tokenUrl()));
        return new DynamicsAccount(sandbox, app, file);
    }

    DynamicsSandbox sandbox() {
        return sandbox;
    }

    Path file() {
        return file;
    }

    /** Rows of a table. */
    List<JsonNode> rows(String table) {
        return sandbox.content().path("content").path(table).valueStream().toList();
    }

    /** Requests the environment was asked so far, batches as one. */
    long requests() {
        return sandbox.counters().read().total();
    }

    /** Calls the Web API as another application user would. */
    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.serviceRoot() + "/" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return answer.body().isBlank() ? JsonMapper.shared().createObjectNode() : json(answer.body());
    }

    private String token() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + app.clientId() + "&client_secret="
                + app.clientSecret() + "&scope=" + sandbox.url() + "/.default";
        HttpRequest request = HttpRequest.newBuilder(sandbox.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return json(http.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asString("");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Override
    public void close() {
        sandbox.close();
        http.close();
    }
}
