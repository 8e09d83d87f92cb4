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
import org.crmmigration.dynamics.api.Json;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import tools.jackson.databind.JsonNode;

/** A table of contacts behind CreateMultiple, $batch and single PATCH, just enough for what is sent to be looked at. */
final class Wiretap implements ApiTransport {

    private static final Pattern CREATE = Pattern.compile("PATCH /api/data/v9\\.2/contacts\\(([^)]+)\\)");

    final List<ApiRequest> sent = new CopyOnWriteArrayList<>();
    final Set<String> rows = new ConcurrentSkipListSet<>();
    final Set<String> poison = new TreeSet<>();
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
        if (request.route().endsWith("CreateMultiple")) {
            return multiple(Json.parse(body).path("Targets"));
        }
        if (request.route().endsWith("$batch")) {
            return batch(body);
        }
        String id = request.path().replaceAll(".*\\(|\\).*", "");
        int status = create(id);
        return new ApiResponse(status, Map.of(), status == 204 ? "" : error(status));
    }

    private synchronized ApiResponse multiple(JsonNode targets) {
        List<String> ids = new ArrayList<>();
        targets.forEach(target -> ids.add(Json.text(target, "contactid")));
        if (ids.stream().anyMatch(poison::contains)) {
            return new ApiResponse(400, Map.of(), error(400));
        }
        if (ids.stream().anyMatch(rows::contains)) {
            return new ApiResponse(412, Map.of(), error(412));
        }
        rows.addAll(ids);
        return new ApiResponse(200, Map.of(), "{\"Ids\":[]}");
    }

    private ApiResponse batch(String body) {
        StringBuilder answer = new StringBuilder();
        Matcher calls = CREATE.matcher(body);
        while (calls.find()) {
            int status = create(calls.group(1));
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
        String code = status == 412 ? "0x80040237" : "0x80044331";
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"The length of the 'lastname' attribute\"}}";
    }
}
