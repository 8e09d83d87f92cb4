package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.dynamics.api.ApplicationUsers;
import org.crmmigration.dynamics.api.DynamicsResponses;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A table of contacts behind CreateMultiple, $batch and single PATCH, just enough for what is sent to be looked at. */
final class Wiretap implements ApiTransport {

    private static final Pattern CREATE = Pattern.compile("PATCH /api/data/v9\\.2/contacts\\(([^)]+)\\)");

    private static final Pattern DELETE = Pattern.compile("DELETE /api/data/v9\\.2/contacts\\(([^)]+)\\)");
    private static final String DATE = "{\"error\":{\"code\":\"0x80048d19\",\"message\":\"Cannot convert the literal"
            + " '2020-01-01T00:00:00Z' to the expected type 'Edm.Date'.\"}}";

    final List<ApiRequest> sent = new CopyOnWriteArrayList<>();
    final Set<String> rows = new ConcurrentSkipListSet<>();
    final Set<String> poison = new TreeSet<>();
    /** CreateMultiple gives ids of its own. */
    boolean ownIds;

    /** Creation dates have no time of day. */
    boolean daysOnly;

    /** A column that the environment does not know. */
    @Nullable
    String unknown;

    private final boolean bulk;
    private final DynamicsResponses responses;

    Wiretap(boolean bulk) {
        this.bulk = bulk;
        java.time.Clock clock = java.time.Clock.systemUTC();
        this.responses =
                new DynamicsResponses(clock, new ApplicationUsers(clock, _ -> _ -> new ApiResponse(500, Map.of(), "")));
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        sent.add(request);
        return responses.check(request, answer(request));
    }

    long calls(String ending) {
        return sent.stream().filter(request -> request.route().endsWith(ending)).count();
    }

    private ApiResponse answer(ApiRequest request) {
        String body = String.valueOf(request.body());
        if (request.route().endsWith("sdkmessagefilters")) {
            return new ApiResponse(200, Map.of(), bulk ? "{\"value\":[{}]}" : "{\"value\":[]}");
        }
        if (unknown != null && body.contains(unknown)) {
            return new ApiResponse(
                    400,
                    Map.of(),
                    "{\"error\":{\"code\":\"0x80048d19\",\"message\":\"Invalid property '" + unknown
                            + "' was found in entity 'Microsoft.Dynamics.CRM.contact'.\"}}");
        }
        if (request.route().endsWith("CreateMultiple")) {
            return multiple(Json.parse(body).path("Targets"));
        }
        if (request.route().endsWith("UpdateMultiple")) {
            return updated(Json.parse(body).path("Targets"));
        }
        if (request.route().endsWith("$batch")) {
            return batch(body);
        }
        String id = request.path().replaceAll(".*\\(|\\).*", "");
        if (daysOnly && body.contains("T00:00:00Z")) {
            return new ApiResponse(400, Map.of(), DATE);
        }
        int status = request.headers().containsKey("If-Match") ? update(id) : create(id);
        return new ApiResponse(status, Map.of(), status == 204 ? "" : error(status));
    }

    private synchronized ApiResponse multiple(JsonNode targets) {
        List<String> ids = new ArrayList<>();
        targets.forEach(target -> ids.add(Json.text(target, "contactid")));
        if (daysOnly && targets.toString().contains("T00:00:00Z")) {
            return new ApiResponse(400, Map.of(), DATE);
        }
        if (ownIds) {
            String id = "11111111-1111-4111-8111-111111111111";
            rows.add(id);
            return new ApiResponse(200, Map.of(), "{\"Ids\":[\"" + id + "\"]}");
        }
        if (ids.stream().anyMatch(poison::contains)) {
            return new ApiResponse(400, Map.of(), error(400));
        }
        if (ids.stream().anyMatch(rows::contains)) {
            return new ApiResponse(412, Map.of(), error(412));
        }
        rows.addAll(ids);
        return new ApiResponse(200, Map.of(), "{\"Ids\":[]}");
    }

    private synchronized ApiResponse updated(JsonNode targets) {
        for (JsonNode target : targets) {
            if (!rows.contains(Json.text(target, "contactid"))) {
                return new ApiResponse(404, Map.of(), error(404));
            }
        }
        return new ApiResponse(204, Map.of(), "");
    }

    private synchronized int update(String id) {
        return rows.contains(id) ? 204 : 404;
    }

    private ApiResponse batch(String body) {
        StringBuilder answer = new StringBuilder();
        Matcher deletes = DELETE.matcher(body);
        while (deletes.find()) {
            rows.remove(deletes.group(1));
        }
        Matcher calls = CREATE.matcher(body);
        while (calls.find()) {
            int status = body.contains("If-Match") ? update(calls.group(1)) : create(calls.group(1));
            answer.append("--b\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ")
                    .append(status)
                    .append(" X\r\n\r\n")
                    .append(status == 204 ? "" : error(status))
                    .append("\r\n");
        }
        return new ApiResponse(200, Map.of("content-type", "multipart/mixed; boundary=b"), answer + "--b--\r\n");
    }

    private synchronized int create(String id) {
        if (poison.contains(id)) {
            return 400;
        }
        return rows.add(id) ? 204 : 412;
    }

    private static String error(int status) {
        String code = status == 412 ? "0x80040237" : status == 404 ? "0x80040217" : "0x80044331";
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"The length of the 'lastname' attribute\"}}";
    }
}
