package org.crmmigration.loader.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call before it is sent.
 *
 * @param method GET, POST, PATCH, PUT or DELETE
 * @param route the path with placeholders, for costs, metrics and logs, for example {@code /api/v2/persons/{id}}
 * @param path the path as sent, percent-encoded, without the query
 * @param query names to values, not yet encoded
 * @param headers beyond those the chain adds
 * @param body JSON text, or null
 * @param repeatable whether sending it twice has the effect of sending it once
 */
public record ApiRequest(
        String method,
        String route,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable String body,
        boolean repeatable) {

    /** Copies query and headers. */
    public ApiRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A GET; always repeatable. */
    public static ApiRequest get(String route, String path, Map<String, String> query) {
        return new ApiRequest("GET", route, path, query, Map.of(), null, true);
    }

    /** The same request with one more header. */
    public ApiRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, route, path, query, more, body, repeatable);
    }
}
