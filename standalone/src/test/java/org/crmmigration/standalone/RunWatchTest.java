package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {

    private static final String HELD = status("RUNNING", "needs admin");
    private static final String DONE = status("VERIFIED", "running");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final List<String> posted = new ArrayList<>();
    private final Map<String, Deque<String>> answers =
            Map.of("/m", new ArrayDeque<>(), "/m/lane", new ArrayDeque<>(), "/m/lane/resume", new ArrayDeque<>());

    @SuppressWarnings("NullAway.Init")
    private HttpServer platform;

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                posted.add(path);
            }
            byte[] answer = next(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        platform.start();
    }

    @AfterEach
    void stop() {
        platform.stop(0);
    }

    /** The last answer stays. */
    private String next(String path) {
        Deque<String> left = Objects.requireNonNull(answers.get(path));
        @Nullable String answer = left.size() > 1 ? left.poll() : left.peek();
        return answer == null ? "" : answer;
    }

    private void answers(String path, String... texts) {
        Objects.requireNonNull(answers.get(path)).addAll(Arrays.asList(texts));
    }

    private RunWatch watch() {
        RunRequest request = new RunRequest(
                "m",
                directory,
                Destination.PIPEDRIVE,
                null,
                null,
                directory,
                directory,
                false,
                false,
                false,
                0,
                false,
                null,
                false);
        URI base = URI.create("http://127.0.0.1:" + platform.getAddress().getPort());
        return new RunWatch(
                new MigrationApi(base), "/m", request, new Progress(new PrintWriter(new StringWriter()), false));
    }

    private static String status(String state, String reason) {
        return """
                {"state": "%s", "caughtUp": true, "lane": {"reason": "%s", "explanation": "a field is gone"}}""".formatted(state, reason);
    }

    private static String lane(String reason) {
        return "{\"reason\": \"" + reason + "\"}";
    }

    @Test
    void goesOnWhereOnlyAnEarlierProcessWasHeld() {
        // Given
        answers("/m", HELD, HELD, HELD, DONE);
        answers("/m/lane", lane("NONE"));

        // When
        watch().toTheEnd();

        // Then
        assertThat(directory.resolve("status.json")).content().contains("VERIFIED");
    }

    @Test
    void stopsWhereTheLaneWaitsForAPerson() {
        // Given
        answers("/m", HELD);
        answers("/m/lane", lane("NEEDS_ADMIN"));

        // When
        RunWatch watch = watch();

        // Then
        assertThatThrownBy(watch::toTheEnd).isInstanceOf(Stop.class).hasMessage("a field is gone");
    }

    @Test
    void goesOnWhereAPersonAcceptsWhatTheLaneWaitsFor() {
        // Given
        answers("/m", HELD, HELD, DONE);
        answers("/m/lane", lane("NEEDS_ADMIN"), lane("NONE"));
        answers("/m/lane/resume", "{}");

        // When
        watch().accepting().toTheEnd();

        // Then
        assertThat(posted).containsExactly("/m/lane/resume");
    }

    /** A missing privilege, for example, is not there for being accepted. */
    @Test
    void stopsWhereAcceptingDoesNotHelp() {
        // Given
        answers("/m", HELD);
        answers("/m/lane", lane("NEEDS_ADMIN"), lane("NONE"), lane("NEEDS_ADMIN"));
        answers("/m/lane/resume", "{}");

        // When
        RunWatch watch = watch().accepting();

        // Then
        assertThatThrownBy(watch::toTheEnd).isInstanceOf(Stop.class).hasMessage("a field is gone");
        assertThat(posted).containsExactly("/m/lane/resume");
    }

    @Test
    void waitsUntilTheLaneWasLetGo() {
        // Given
        answers("/m/lane/resume", "{}");
        answers("/m/lane", lane("NEEDS_ADMIN"), lane("NEEDS_ADMIN"), lane("NONE"));

        // When
        watch().letGoOn();

        // Then
        assertThat(posted).containsExactly("/m/lane/resume");
        assertThat(answers.get("/m/lane")).hasSize(1);
    }
}
