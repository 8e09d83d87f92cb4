package org.crmmigration.sandbox.dynamics;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** Encoded text of URLs. A plus sign in a path is a plus sign, in a query a space. */
final class UrlText {

    private UrlText() {}

    static String decodePath(String path) {
        return decode(path.replace("+", "%2B"));
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!raw.isEmpty()) {
            for (String pair : raw.split("&", -1)) {
                int at = pair.indexOf('=');
                query.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
            }
        }
        return query;
    }

    static String write(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An address that may stand in a header, whatever a key in it contains. */
    static String address(String base, String path) {
        try {
            return base + "/"
                    + new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }
}
