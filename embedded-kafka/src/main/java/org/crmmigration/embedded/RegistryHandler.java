package org.crmmigration.embedded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the route of an HTTP request, calls it, and writes its answer or its refusal as the registry does. */
final class RegistryHandler implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(RegistryHandler.class);
    private static final int MAX_BODY = 8 << 20;

    private final JsonMapper json = JsonMapper.shared();
    private final List<Route> routes;

    private record Route(String method, List<String> segments, Function<RegistryRequest, Object> answer) {}

    private record Refusal(
            @JsonProperty("error_code") int code, @Nullable String message) {}

    RegistryHandler(RegistryRoutes routes) {
        this.routes = routes.all().entrySet().stream()
                .map(e -> {
                    String[] methodAndPath = e.getKey().split(" ", 2);
                    return new Route(methodAndPath[0], segments(methodAndPath[1]), e.getValue());
                })
                .toList();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String body;
            try {
                Object answer = answer(exchange);
                body = answer instanceof RegistryRoutes.RawSchema(String text) ? text : json.writeValueAsString(answer);
            } catch (RegistryError e) {
                status = e.status();
                body = json.writeValueAsString(new Refusal(e.code(), e.getMessage()));
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("embedded schema registry failed on a request");
                status = 500;
                body = json.writeValueAsString(new Refusal(50001, "Error in the schema registry"));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        List<String> path = segments(exchange.getRequestURI().getRawPath());
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> values = match(route.segments(), path);
            if (values != null && route.method().equals(exchange.getRequestMethod())) {
                return route.answer().apply(new RegistryRequest(values, query(exchange), body(exchange)));
            }
            known |= values != null;
        }
        throw known
                ? new RegistryError(405, "HTTP 405 Method Not Allowed")
                : new RegistryError(404, "HTTP 404 Not Found");
    }

    private static @Nullable Map<String, String> match(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                values.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return null;
            }
        }
        return values;
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY);
        try {
            return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
        } catch (JacksonException e) {
            throw new RegistryError(400, "The request's body is not JSON");
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                values.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(RegistryHandler::decoded)
                .toList();
    }

    /** Path segments carry a literal plus; only queries would mean a space by it, and ours have none. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RegistryError(400, "The request's URL is not encoded correctly");
        }
    }
}
