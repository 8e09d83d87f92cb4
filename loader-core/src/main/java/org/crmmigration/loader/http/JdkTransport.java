package org.crmmigration.loader.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 by the JDK's client, without redirects. What certainly never left is {@link CrmFault.NotSent}; whatever fails
 * later, a reused connection found closed included, is {@link CrmFault.OutcomeUnknown}. A call ends after the total
 * time-out whatever the server does.
 */
public final class JdkTransport implements ApiTransport {

    private static final long LARGEST_ANSWER = 64L * 1024 * 1024;

    private final HttpClient client;
    private final URI base;
    private final Duration total;

    /**
     * @param base scheme, host, port and perhaps a path every request's path is put after
     * @param total from the request to the last byte of the answer
     */
    public JdkTransport(HttpClient client, URI base, Duration total) {
        this.client = client;
        this.base = base;
        this.total = total;
    }

    /** A client as this transport wants it, to be shared by all accounts. */
    public static HttpClient httpClient(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                http(request), BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
        try {
            return response(answer.get(total.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CrmFault.OutcomeUnknown(detail(request, "time-out", "no answer within " + total), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw fault(request, e.getCause());
        }
    }

    private HttpRequest http(ApiRequest request) {
        HttpRequest.BodyPublisher body = request.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(request)).method(request.method(), body);
        builder.setHeader("Accept", "application/json");
        if (request.body() != null) {
            builder.setHeader("Content-Type", "application/json");
        }
        request.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private URI uri(ApiRequest request) {
        String query = request.query().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        String root = base.toString().replaceAll("/+$", "");
        return URI.create(root + request.path() + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ApiResponse response(HttpResponse<String> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new ApiResponse(answer.statusCode(), headers, answer.body());
    }

    private CrmFault fault(ApiRequest request, @Nullable Throwable cause) {
        boolean neverLeft = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException;
        if (neverLeft) {
            return new CrmFault.NotSent(
                    detail(request, "unreachable", "cannot connect to " + base.getHost() + ":" + port()), cause);
        }
        String what = cause instanceof IOException ? "the connection broke" : "the answer could not be read";
        return new CrmFault.OutcomeUnknown(detail(request, "connection-lost", what), cause);
    }

    private int port() {
        if (base.getPort() >= 0) {
            return base.getPort();
        }
        return "http".equals(base.getScheme()) ? 80 : 443;
    }

    private static CrmFault.Detail detail(ApiRequest request, String code, String what) {
        return CrmFault.Detail.of(code, request.method() + " " + request.route() + ": " + what);
    }
}
