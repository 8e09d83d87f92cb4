package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON exchange with the registry: sends to the node that answered last, goes on to the next when a node is away,
 * and turns every refusal into its typed exception. All requests of the registry's API may be repeated safely.
 */
final class RegistryHttp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_QUOTED = 500;

    private final JsonMapper json = JsonMapper.shared();
    private final AtomicInteger current = new AtomicInteger();
    private final RegistrySettings settings;
    private final HttpClient http;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    JsonNode exchange(String method, String path, @Nullable Object body) {
        int first = current.get();
        SchemaRegistryException.Unavailable last = null;
        for (int i = 0; i < settings.urls().size(); i++) {
            int node = (first + i) % settings.urls().size();
            try {
                JsonNode answer = ask(settings.urls().get(node), method, path, body);
                current.set(node);
                return answer;
            } catch (SchemaRegistryException.Unavailable e) {
                last = e;
                log.atDebug().addKeyValue("registry", settings.urls().get(node)).log("schema registry node is away");
            }
        }
        throw new SchemaRegistryException.Unavailable(
                "No schema registry answers at " + settings.urls() + "; check that it runs and can be reached", last);
    }

    private JsonNode ask(URI node, String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path))
                .header("Accept", CONTENT_TYPE)
                .header("Content-Type", CONTENT_TYPE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        settings.auth().header().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() / 100 == 2) {
            return parse(method + " " + path, response.body());
        }
        throw refusal(method + " " + path, response);
    }

    /** The client's own time-out ends with the headers; this one covers the body too. */
    private HttpResponse<String> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return response.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable(request, "no answer within " + settings.requestTimeout(), e);
        } catch (ExecutionException e) {
            throw unavailable(request, String.valueOf(e.getCause()), e.getCause() instanceof IOException io ? io : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(request, "interrupted", e);
        } finally {
            response.cancel(true);
        }
    }

    private static SchemaRegistryException.Unavailable unavailable(HttpRequest request, String why, Exception cause) {
        return new SchemaRegistryException.Unavailable(
                "Schema registry " + request.uri().getAuthority() + ": " + why, cause);
    }

    private SchemaRegistryException refusal(String request, HttpResponse<String> response) {
        int code = response.statusCode();
        String message = response.body();
        try {
            JsonNode error = json.readTree(response.body());
            code = error.path("error_code").asInt(code);
            message = error.path("message").asString(message);
        } catch (JacksonException e) {
            log.atDebug().addKeyValue("status", code).log("schema registry's refusal is not JSON");
        }
        String quoted = message.length() > MAX_QUOTED ? message.substring(0, MAX_QUOTED) + "..." : message;
        return SchemaRegistryException.of(
                response.statusCode(), code, "Schema registry refuses " + request + " with " + code + ": " + quoted);
    }

    private JsonNode parse(String request, String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new SchemaRegistryException.Refused(
                    "The answer to " + request + " is not JSON; is schema.registry.url a schema registry?");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
