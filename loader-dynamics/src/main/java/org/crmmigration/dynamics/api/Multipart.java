package org.crmmigration.dynamics.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.ApiResponse;

/**
 * The parts of a multipart answer in their order. A part that is itself multipart is a change set: its parts belong
 * together. Reads both shapes in which the single error of a failed change set comes.
 *
 * <p>Source: "Execute batch operations using the Web API", Dataverse developer guide.
 */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})[^\r\n]*\r?\n?");

    private Multipart() {}

    /** The answers of each operation: one, or those of a change set's members. */
    static List<List<ApiResponse>> read(String contentType, String body) {
        List<List<ApiResponse>> operations = new ArrayList<>();
        for (String part : parts(contentType, body)) {
            String[] split = BLANK_LINE.split(part, 2);
            String partType = headers(split[0]).getOrDefault("content-type", "");
            String content = split.length == 2 ? split[1] : "";
            if (is(partType)) {
                List<ApiResponse> members = new ArrayList<>();
                read(partType, content).forEach(members::addAll);
                operations.add(members);
            } else {
                operations.add(List.of(response(content)));
            }
        }
        return operations;
    }

    /** Whether an answer of this type consists of parts. */
    static boolean is(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/mixed");
    }

    private static List<String> parts(String contentType, String body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        String delimiter = "--" + boundary.group(1);
        int start = body.indexOf(delimiter);
        while (start >= 0) {
            int from = start + delimiter.length();
            int next = body.indexOf(delimiter, from);
            if (body.startsWith("--", from) || next < 0) {
                return parts;
            }
            parts.add(body.substring(from, next).strip());
            start = next;
        }
        return parts;
    }

    private static ApiResponse response(String http) {
        Matcher status = STATUS.matcher(http);
        if (!status.lookingAt()) {
            return new ApiResponse(502, Map.of(), "");
        }
        String rest = http.substring(status.end());
        if (rest.startsWith("\r\n") || rest.startsWith("\n")) {
            return new ApiResponse(Integer.parseInt(status.group(1)), Map.of(), rest.strip());
        }
        String[] split = BLANK_LINE.split(rest, 2);
        String body = split.length == 2 ? split[1].strip() : "";
        return new ApiResponse(Integer.parseInt(status.group(1)), headers(split[0]), body);
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return headers;
    }
}
