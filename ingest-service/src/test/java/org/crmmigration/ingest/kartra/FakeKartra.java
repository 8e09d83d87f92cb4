package org.crmmigration.ingest.kartra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A small Kartra API: one endpoint, form-encoded, HTTP 200 for errors as well, refusing what is not on its list. */
final class FakeKartra implements AutoCloseable {

    static final String PASSWORD = "not-a-real-password";

    private static final Map<String, String> ANSWERS = Map.of(
            "retrieve_custom_fields",
            """
            {"status":"Success","custom_fields":[{"field_id":"1","field_identifier":"size","field_type":"drop_down",
             "field_value":[{"option_id":"1","option_value":"S"},{"option_id":"2","option_value":"M"}]},
             {"field_id":"2","field_identifier":"motto","field_type":"input_field"}]}""",
            "retrieve_account_tags",
            "{\"status\":\"Success\",\"account_tags\":[\"Red, white\",\"Blue\"]}",
            "retrieve_account_lists",
            "{\"status\":\"Success\",\"account_lists\":[\"Main\"]}",
            "retrieve_account_sequences",
            "{\"status\":\"SUCCESS\",\"account_sequences\":[]}");

    private final HttpServer server;
    private final List<Map<String, String>> calls = new ArrayList<>();
    private final Deque<Answer> next = new ArrayDeque<>();

    record Answer(int status, String body) {}

    FakeKartra() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    }

    /** Answers something else once. */
    void once(int status, String body) {
        next.add(new Answer(status, body));
    }

    /** The forms that were sent. */
    List<Map<String, String>> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(form);
        Answer answer = next.isEmpty() ? usual(form) : next.remove();
        if (answer.status() == 302) {
            exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Answer usual(Map<String, String> form) {
        if (!PASSWORD.equals(form.get("api_password"))) {
            return new Answer(200, "{\"status\":\"Error\",\"message\":\"Invalid\",\"type\":\"240\"}");
        }
        String command = Objects.requireNonNullElse(form.get("actions[0][cmd]"), "");
        String body = ANSWERS.get(command);
        return new Answer(
                200, body == null ? "{\"status\":\"Error\",\"message\":\"No such command\",\"type\":\"262\"}" : body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
