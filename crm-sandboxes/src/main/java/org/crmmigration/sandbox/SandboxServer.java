package org.crmmigration.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The HTTP side of a sandbox: the JDK's server, one virtual thread a request. */
public final class SandboxServer implements AutoCloseable {

    static {
        // Read once by the JDK's server when its classes load: without it every small answer waits for Nagle's timer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Idle connections outlive those of any client's pool, so that the server never closes one that is being
        // reused.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI url;

    private SandboxServer(HttpServer server, String host) {
        this.server = server;
        this.url = URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    /**
     * Listens and serves.
     *
     * @param port 0 picks a free one
     * @param control answers paths under {@code /__sandbox}, null when those shall not exist
     */
    public static SandboxServer start(
            String host,
            int port,
            Vendor vendor,
            Instruments instruments,
            @Nullable ControlApi control,
            Clock clock,
            Sleeper sleeper) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(host, port), 1024);
            SandboxServer server = new SandboxServer(http, host);
            Pipeline pipeline = new Pipeline(vendor, instruments, clock, sleeper);
            http.createContext("/", exchange -> serve(exchange, pipeline::handle));
            if (control != null) {
                http.createContext("/__sandbox", exchange -> serve(exchange, control::handle));
            }
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
        }
    }

    /** Scheme, host and port. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Handler {
        @Nullable
        Reply handle(Call call) throws InterruptedException;
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try {
            Reply reply = handler.handle(read(exchange));
            if (reply != null) {
                send(exchange, reply);
            }
        } catch (IllegalArgumentException malformed) {
            send(exchange, Reply.json(400, "{\"success\":false,\"error\":\"Bad Request\"}"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Without response headers this closes the connection, which is how a dropped answer looks to the client.
            exchange.close();
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(exchange.getRequestMethod(), uri.getPath(), query(uri.getRawQuery()), headers, body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            int at = pair.indexOf('=');
            String name = at < 0 ? pair : pair.substring(0, at);
            String value = at < 0 ? "" : pair.substring(at + 1);
            query.merge(decode(name), decode(value), (first, next) -> first + "," + next);
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
