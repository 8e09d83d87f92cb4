package org.crmmigration.loader;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A CRM on the loopback: rows of text with ids in the order of creation. {@code POST /<type>} creates, {@code GET /<type>}
 * lists from an id on, {@code GET|PUT|DELETE /<type>/<id>} do what they say. Faults are switched on by the test.
 */
final class FakeCrm implements AutoCloseable {

    private final HttpServer server;
    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private final AtomicInteger creates = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private int lastId;
    private volatile Predicate<Integer> loseAnswerOfCreate = _ -> false;
    private volatile Predicate<Integer> throttleCall = _ -> false;
    private volatile Predicate<Integer> pretendCreate = _ -> false;
    private volatile @Nullable CompletableFuture<Boolean> obstacle;
    private volatile int refuseAll;

    /** One object as the CRM holds it. */
    record Row(int id, String type, String key, String text) {}

    FakeCrm() {
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

    /** An account file that leads here. */
    Path accountFile(Path directory) {
        try {
            return Files.writeString(
                    directory.resolve("account-" + server.getAddress().getPort() + ".yaml"),
                    "url: " + url() + "\nreserve: 0\ncredentials:\n  token: test\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Executes the n-th create, from 1, and then breaks the connection. */
    void losesAnswerOfCreate(Predicate<Integer> which) {
        loseAnswerOfCreate = which;
    }

    /** Says yes to the n-th create, from 1, and writes nothing. */
    void pretendsCreate(Predicate<Integer> which) {
        pretendCreate = which;
    }

    /** Refuses the n-th call, from 1, with 429. */
    void throttlesCall(Predicate<Integer> which) {
        throttleCall = which;
    }

    /** Answers everything with this status; 0 ends it. */
    void refusesAllWith(int status) {
        refuseAll = status;
    }

    /** Holds every call until {@link #letGo}. */
    void holdsCalls() {
        obstacle = new CompletableFuture<>();
    }

    void letGo() {
        CompletableFuture<Boolean> held = obstacle;
        obstacle = null;
        if (held != null) {
            held.complete(true);
        }
    }

    int calls() {
        return calls.get();
    }

    synchronized List<Row> rows(String type) {
        return rows.values().stream().filter(row -> row.type().equals(type)).toList();
    }

    /** A person changes a value. */
    synchronized void edit(String key, String text) {
        rows.replaceAll((_, row) -> row.key().equals(key) ? new Row(row.id(), row.type(), key, text) : row);
    }

    /** A person deletes an object. */
    synchronized void remove(String key) {
        rows.values().removeIf(row -> row.key().equals(key));
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int call = calls.incrementAndGet();
            CompletableFuture<Boolean> held = obstacle;
            if (held != null) {
                held.join();
            }
            if (refuseAll != 0) {
                answer(exchange, refuseAll, "");
            } else if (throttleCall.test(call)) {
                exchange.getResponseHeaders().add("Retry-After", "0.05");
                answer(exchange, 429, "");
            } else {
                route(exchange, new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private void route(HttpExchange exchange, String body) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        switch (exchange.getRequestMethod() + path.length) {
            case "POST1" -> create(exchange, path[0], body);
            case "GET1" ->
                answer(exchange, 200, list(path[0], exchange.getRequestURI().getQuery()));
            case "GET2" -> one(exchange, Integer.parseInt(path[1]));
            case "PUT2" -> change(exchange, Integer.parseInt(path[1]), body);
            case "DELETE2" -> {
                delete(Integer.parseInt(path[1]));
                answer(exchange, 200, "");
            }
            default -> answer(exchange, 404, "");
        }
    }

    private void create(HttpExchange exchange, String type, String body) throws IOException {
        String[] parts = body.split("\n", 2);
        if (parts[1].contains("refused")) {
            answer(exchange, 422, "");
            return;
        }
        Row row = add(type, parts[0], parts[1]);
        int create = creates.incrementAndGet();
        if (pretendCreate.test(create)) {
            delete(row.id());
        }
        if (!loseAnswerOfCreate.test(create)) {
            answer(exchange, 201, line(row));
        }
    }

    private synchronized Row add(String type, String key, String text) {
        Row row = new Row(++lastId, type, key, text);
        rows.put(row.id(), row);
        return row;
    }

    private synchronized String list(String type, @Nullable String query) {
        int above = query == null ? 0 : Integer.parseInt(query.substring("above=".length()));
        List<String> lines = new ArrayList<>();
        rows.tailMap(above, false).values().stream()
                .filter(row -> row.type().equals(type))
                .forEach(row -> lines.add(line(row)));
        lines.addFirst(Integer.toString(lastId));
        return String.join("\n", lines);
    }

    private void one(HttpExchange exchange, int id) throws IOException {
        Row row = row(id);
        answer(exchange, row == null ? 404 : 200, row == null ? "" : line(row));
    }

    private void change(HttpExchange exchange, int id, String text) throws IOException {
        Row row = row(id);
        if (row == null) {
            answer(exchange, 404, "");
            return;
        }
        Row changed = new Row(id, row.type(), row.key(), text);
        put(changed);
        answer(exchange, 200, line(changed));
    }

    private synchronized @Nullable Row row(int id) {
        return rows.get(id);
    }

    private synchronized void put(Row row) {
        rows.put(row.id(), row);
    }

    private synchronized void delete(int id) {
        rows.remove(id);
    }

    private static String line(Row row) {
        return row.id() + "\t" + row.key() + "\t" + row.text();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The fields of a command as the rows hold them. */
    static String text(Map<String, ?> fields) {
        return new TreeMap<>(fields).toString();
    }
}
