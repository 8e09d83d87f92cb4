package org.crmmigration.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** One response before it is sent. */
public record Reply(int status, String contentType, Map<String, String> headers, String body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply json(int status, String body) {
        return new Reply(status, "application/json; charset=utf-8", Map.of(), body);
    }

    public static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=UTF-8", Map.of(), body);
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The same reply with more headers; a header it already has is replaced. */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, all, body);
    }
}
