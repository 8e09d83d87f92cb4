package org.crmmigration.sandbox.dynamics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.crmmigration.sandbox.ManualClock;
import org.crmmigration.sandbox.Sleeper;
import org.jspecify.annotations.Nullable;

/** A running sandbox, its clock and a client with a token. */
final class Fixture implements AutoCloseable {

    final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T10:00:00Z"));
    final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
    final DynamicsSandbox sandbox;
    final DynamicsSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String token = "";

    Fixture(DynamicsSettings settings) throws Exception {
        this(settings, null);
    }

    Fixture(DynamicsSettings settings, @Nullable Sleeper sleeper) throws Exception {
        this.settings = settings;
        this.sandbox = DynamicsSandbox.start(settings, clock, sleeper == null ? slept::add : sleeper);
        renewToken();
    }

    static DynamicsSettings unlimited() {
        return DynamicsSettings.defaults().withLimits(LimitSettings.off());
    }

    static Fixture open() throws Exception {
        return new Fixture(unlimited());
    }

    void renewToken() throws Exception {
        token = askForToken(settings.app().clientSecret())
                .json()
                .path("access_token")
                .asString("");
    }

    void forgetToken() {
        token = "";
    }

    Answer askForToken(String secret) throws Exception {
        String form =
                "grant_type=client_credentials&client_id=" + settings.app().clientId() + "&client_secret=" + secret
                        + "&scope=https%3A%2F%2Forg.sandbox.test%2F.default";
        return exchange(HttpRequest.newBuilder(sandbox.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    Answer get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) throws Exception {
        return send("PATCH", path, body, headers);
    }

    Answer put(String path, String body, String... headers) throws Exception {
        return send("PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) throws Exception {
        return send("DELETE", path, null, headers);
    }

    /** Sends a request below the service root; header names and values alternate. */
    Answer send(String method, String path, @Nullable String body, String... headers) throws Exception {
        String url = path.startsWith("http") ? path : sandbox.serviceRoot() + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(url.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D")));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return exchange(request.build());
    }

    private Answer exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** Creates a row and returns its id. */
    String create(String set, String body) throws Exception {
        Answer answer = post("/" + set, body);
        if (answer.status() != 204) {
            throw new AssertionError("not created: " + answer.text());
        }
        return answer.id();
    }

    String account(String name) throws Exception {
        return create("accounts", "{\"name\":\"" + name + "\"}");
    }

    String contact(String lastName) throws Exception {
        return create("contacts", "{\"lastname\":\"" + lastName + "\"}");
    }

    /** An opportunity of a new account, with the JSON members given beside its name. */
    String opportunity(String more) throws Exception {
        return create(
                "opportunities",
                "{\"name\":\"Order\",\"customerid_account@odata.bind\":\"/accounts(" + account("Buyer") + ")\"" + more
                        + "}");
    }

    /** A text column {@code kartra_id} on a table, with an active alternate key. */
    void keyOn(String table) throws Exception {
        textColumn(table, "kartra_id", 100);
        post(
                "/EntityDefinitions(LogicalName='" + table + "')/Keys",
                "{\"SchemaName\":\"kartra_IdKey\",\"KeyAttributes\":[\"kartra_id\"]}");
        for (int look = 0; look < settings.quirks().keys().pollsUntilActive(); look++) {
            get("/EntityDefinitions(LogicalName='" + table + "')/Keys");
        }
    }

    Answer textColumn(String table, String name, int length) throws Exception {
        return post(
                "/EntityDefinitions(LogicalName='" + table + "')/Attributes",
                "{\"@odata.type\":\"Microsoft.Dynamics.CRM.StringAttributeMetadata\",\"SchemaName\":\"" + name
                        + "\",\"MaxLength\":" + length + "," + label(name) + "}");
    }

    static String label(String text) {
        return "\"DisplayName\":{\"LocalizedLabels\":[{\"Label\":\"" + text + "\",\"LanguageCode\":1033}]}";
    }

    static String guid() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        http.close();
        sandbox.close();
    }
}
