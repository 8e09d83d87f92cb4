package org.crmmigration.loader.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crmmigration.loader.port.CrmFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdkTransportTest {

    private static final ApiRequest READ = ApiRequest.get("/r", "/r", Map.of());

    private final HttpClient client = JdkTransport.httpClient(Duration.ofSeconds(2));
    private final ServerSocket server = listen();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        server.close();
        client.shutdownNow();
    }

    @Test
    void sendsPathQueryHeadersAndBody() {
        // Given
        answers("HTTP/1.1 201 Created\r\nX-Left: 3\r\nContent-Length: 2\r\n\r\nok");
        ApiRequest request = new ApiRequest(
                "POST", "/p", "/p%20q", Map.of("a b", "c&d", "A", "1"), Map.of("X-Token", "t"), "{}", false);
        // When
        ApiResponse response = transport(Duration.ofSeconds(5)).send(request);
        // Then
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.header("x-left")).contains("3");
        assertThat(heads.getFirst())
                .startsWith("POST /base/p%20q?A=1&a%20b=c%26d HTTP/1.1")
                .contains("X-Token: t");
    }

    @Test
    void neverFollowsRedirects() {
        // Given
        answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        // When
        ApiResponse response = transport(Duration.ofSeconds(5)).send(READ);
        // Then
        assertThat(response.status()).isEqualTo(302);
    }

    @Test
    void knowsThatNothingLeftWhenNobodyListens() throws IOException {
        // Given
        server.close();
        // Then
        assertThatThrownBy(() -> transport(Duration.ofSeconds(5)).send(READ))
                .isInstanceOf(CrmFault.NotSent.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void doesNotKnowTheOutcomeWhenTheConnectionBreaks() {
        // Given
        answers("");
        // Then
        assertThatThrownBy(() -> transport(Duration.ofSeconds(5)).send(READ))
                .isInstanceOf(CrmFault.OutcomeUnknown.class);
    }

    @Test
    void doesNotKnowTheOutcomeWhenAReusedConnectionTurnsOutClosed() {
        // Given
        answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        ApiTransport transport = transport(Duration.ofSeconds(5));
        ApiRequest write = new ApiRequest("POST", "/r", "/r", Map.of(), Map.of(), "{}", false);
        // Then
        assertThat(transport.send(write).status()).isEqualTo(200);
        assertThatThrownBy(() -> transport.send(write))
                .isInstanceOf(CrmFault.class)
                .satisfies(fault -> assertThat(heads.stream().filter(head -> head.startsWith("POST")))
                        .hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void endsACallWhoseBodyNeverEnds() {
        // Given
        answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow", true);
        // Then
        assertThatThrownBy(() -> transport(Duration.ofMillis(300)).send(READ))
                .isInstanceOfSatisfying(
                        CrmFault.OutcomeUnknown.class,
                        fault -> assertThat(fault.detail().code()).isEqualTo("time-out"));
    }

    private ApiTransport transport(Duration total) {
        return new JdkTransport(client, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/base/"), total);
    }

    private void answers(String first) {
        answers(first, false);
    }

    /** Answers the first request so and breaks the connection; later requests are read and never answered. */
    private void answers(String first, boolean keepOpen) {
        var _ = Thread.startVirtualThread(() -> {
            String text = first;
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    heads.add(head(socket));
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (!keepOpen) {
                        socket.close();
                    }
                    text = "";
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
