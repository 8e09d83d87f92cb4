package org.crmmigration.messaging.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/** Answers each "METHOD path" with what the test said, anything else with 404, and keeps what was asked. */
final class ScriptedRegistry implements AutoCloseable {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ScriptedRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedRegistry answer(String request, int status, Object body) {
        answers.put(request, new Answer(status, JsonMapper.shared().writeValueAsString(body)));
        return this;
    }

    ScriptedRegistry refuse(String request, int status, int code) {
        return answer(request, status, Map.of("error_code", code, "message", "scripted"));
    }

    /** Serves the schema by id, by look-up and by registration. */
    ScriptedRegistry holds(int id, Schema schema) {
        String subject = "/subjects/" + schema.getFullName();
        answer("GET /schemas/ids/" + id, 200, Map.of("schema", schema.toString()));
        answer("POST " + subject + "/versions", 200, Map.of("id", id));
        return answer(
                "POST " + subject,
                200,
                Map.of("subject", schema.getFullName(), "version", 1, "id", id, "schema", schema.toString()));
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(new Request(
                    request,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = answers.getOrDefault(
                    request, new Answer(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", url() + "/subjects");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Request(String line, String authorization, String contentType, String body) {}

    private record Answer(int status, String body) {}
}
