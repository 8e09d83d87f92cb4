package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** The multipart/mixed form of batches. Only CRLF ends a line. */
final class Multipart {

    private static final String CRLF = "\r\n";
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

    private Multipart() {}

    /** A part: its headers by lower-case name, and what follows the blank line. */
    record Part(Map<String, String> headers, String content) {

        Part {
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The parts of a body whose content type names the boundary. */
    static List<Part> parts(String contentType, String body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") || !boundary.find()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The content type must be multipart/mixed with a boundary.");
        }
        String delimiter = "--" + boundary.group(1);
        List<Part> parts = new ArrayList<>();
        int at = body.startsWith(delimiter) ? 0 : body.indexOf(CRLF + delimiter) + CRLF.length();
        if (!body.startsWith(delimiter + CRLF, at)) {
            throw unreadable();
        }
        at += delimiter.length() + CRLF.length();
        while (true) {
            int end = body.indexOf(CRLF + delimiter, at);
            if (end < 0) {
                throw unreadable();
            }
            parts.add(part(body.substring(at, end)));
            at = end + CRLF.length() + delimiter.length();
            if (body.startsWith("--", at)) {
                return parts;
            }
            if (!body.startsWith(CRLF, at)) {
                throw unreadable();
            }
            at += CRLF.length();
        }
    }

    /** Headers up to the blank line, and the rest. */
    static Part part(String text) {
        int blank = text.indexOf(CRLF + CRLF);
        // A part without a body may leave its last line end to the boundary.
        boolean open = blank < 0 && text.endsWith(CRLF);
        if (blank < 0 && !open) {
            throw unreadable();
        }
        String head = open ? text : text.substring(0, blank);
        Map<String, String> headers = new HashMap<>();
        for (String line : head.split(CRLF, -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Part(headers, open ? "" : text.substring(blank + 2 * CRLF.length()));
    }

    static Refusal unreadable() {
        return Refusal.of(ErrorCode.PAYLOAD, "Stream was not readable.");
    }

    /** One answer as a part, without boundary lines. */
    static String write(Reply reply, String contentId) {
        StringBuilder text =
                new StringBuilder("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (!contentId.isEmpty()) {
            text.append("Content-ID: ").append(contentId).append(CRLF);
        }
        text.append(CRLF).append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
        text.append(CRLF);
        if (!reply.body().isEmpty()) {
            text.append("Content-Type: ").append(reply.contentType()).append(CRLF);
        }
        reply.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append(CRLF));
        String address = reply.headers().get("OData-EntityId");
        if (address != null) {
            text.append("Location: ").append(address).append(CRLF);
        }
        return text.append(CRLF).append(reply.body()).append(CRLF).toString();
    }

    /** Parts with their boundary lines. */
    static String join(String boundary, List<String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append("--").append(boundary).append(CRLF).append(part));
        return text.append("--").append(boundary).append("--").append(CRLF).toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 412 -> "Precondition Failed";
            default -> "Error";
        };
    }
}
