package org.crmmigration.reconcile;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.crmmigration.embedded.EmbeddedPlatform;

/** The service as a process of its own, which can be killed like one. */
final class Instance implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Instance(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Instance start(String name, EmbeddedPlatform platform, Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.crmmigration.reconcile.ReconcileApplication",
                        "--server.port=" + port,
                        "--crm.kafka.bootstrap-servers=" + platform.bootstrapServers(),
                        "--crm.kafka.registry-url=" + platform.registryUrl(),
                        "--crm.kafka.replication=1",
                        "--crm.kafka.instance=" + name,
                        "--crm.reconcile.ownership-patience=1s",
                        "--crm.reconcile.data-dir=" + directory.resolve("ledgers"),
                        "--crm.reconcile.secrets-dir=" + directory.resolve("secrets")))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        return new Instance(process, port);
    }

    /** The answer; status 503 when it does not look after the migration, or does not run. */
    int send(String method, String path, String body) throws InterruptedException {
        return exchange(method, path, body).status();
    }

    /** The body of a GET, empty unless the answer was 200. */
    String get(String path) throws InterruptedException {
        Answer answer = exchange("GET", path, "");
        return answer.status() == 200 ? answer.body() : "";
    }

    private record Answer(int status, String body) {}

    private Answer exchange(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(503, "");
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the process survived SIGKILL");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
