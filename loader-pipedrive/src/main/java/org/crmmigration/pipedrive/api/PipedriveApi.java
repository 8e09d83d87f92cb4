package org.crmmigration.pipedrive.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Pipedrive's REST calls: v2 wherever v2 exists, v1 for notes, users, activity types and the label fall-back. Routes are
 * paths with one placeholder at most. Every method returns the envelope's {@code data} and throws {@link CrmFault}.
 * Thread-safe.
 */
public final class PipedriveApi {

    /** The most a list gives at once. */
    public static final int PAGE = 500;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]+}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final ApiTransport transport;

    /** Calls through a chain that adds credentials and checks answers. */
    public PipedriveApi(ApiTransport transport) {
        this.transport = transport;
    }

    /**
     * One page of a list.
     *
     * @param next query parameters of the page after it, null at the end
     */
    public record Page(List<JsonNode> rows, @Nullable Map<String, String> next) {
        /** Copies the rows. */
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** Reads something that has no id. */
    public JsonNode get(String route, Map<String, String> query) {
        return data(ApiRequest.get(route, route, query));
    }

    /** Reads one object. */
    public JsonNode get(String route, String id, Map<String, String> query) {
        return data(ApiRequest.get(route, path(route, id), query));
    }

    /** Reads one page of a v2 list (by cursor) or a v1 list (by start). */
    public Page page(String route, Map<String, String> query) {
        ApiRequest request = ApiRequest.get(route, route, query);
        JsonNode envelope = envelope(request, transport.send(request));
        List<JsonNode> rows = new ArrayList<>();
        envelope.path("data").forEach(rows::add);
        return new Page(rows, next(query, envelope.path("additional_data"), rows.size()));
    }

    /** Reads a whole list. */
    public List<JsonNode> all(String route, Map<String, String> query) {
        List<JsonNode> rows = new ArrayList<>();
        Map<String, String> next = query;
        while (next != null) {
            Page page = page(route, next);
            rows.addAll(page.rows());
            next = page.next();
        }
        return rows;
    }

    /** Creates; not repeatable. */
    public JsonNode post(String route, JsonNode body) {
        return data(request("POST", route, route, body, false));
    }

    /** Adds to something that has an id; not repeatable. */
    public JsonNode post(String route, String id, JsonNode body) {
        return data(request("POST", route, path(route, id), body, false));
    }

    /** Sets absolute values by PATCH (v2) or PUT (v1); repeatable. */
    public JsonNode change(String method, String route, String id, JsonNode body) {
        return data(request(method, route, path(route, id), body, true));
    }

    /** Sets values by PUT of which some make something new; not repeatable. */
    public JsonNode putOnce(String route, String id, JsonNode body) {
        return data(request("PUT", route, path(route, id), body, false));
    }

    /** Deletes; one that is gone already is no error. */
    public void delete(String route, String id, @Nullable JsonNode body) {
        try {
            data(request("DELETE", route, path(route, id), body, true));
        } catch (CrmFault.Rejected e) {
            if (!e.gone()) {
                throw e;
            }
        }
    }

    private static ApiRequest request(
            String method, String route, String path, @Nullable JsonNode body, boolean repeatable) {
        return new ApiRequest(
                method, route, path, Map.of(), Map.of(), body == null ? null : Json.text(body), repeatable);
    }

    /** An object below another has both ids, with a slash between. */
    private static String path(String route, String id) {
        String path = route;
        for (String part : id.split("/", -1)) {
            if (!ID.matcher(part).matches()) {
                throw new CrmFault.Rejected(Detail.of("not-found", "the id is none that Pipedrive gives"));
            }
            path = PLACEHOLDER.matcher(path).replaceFirst(part);
        }
        return path;
    }

    private JsonNode data(ApiRequest request) {
        return envelope(request, transport.send(request)).path("data");
    }

    private static JsonNode envelope(ApiRequest request, ApiResponse response) {
        try {
            return Json.parse(response.body().isBlank() ? "{}" : response.body());
        } catch (JacksonException e) {
            throw Json.unreadable(request, "Pipedrive");
        }
    }

    private static @Nullable Map<String, String> next(Map<String, String> query, JsonNode additional, int rows) {
        Map<String, String> next = new LinkedHashMap<>(query);
        String cursor = Json.text(additional, "next_cursor");
        if (!cursor.isEmpty()) {
            next.put("cursor", cursor);
            return next;
        }
        JsonNode paging = additional.has("pagination") ? additional.path("pagination") : additional;
        if (!paging.path("more_items_in_collection").asBoolean(false) || rows == 0) {
            return null;
        }
        long start = paging.path("start").asLong(0);
        next.put("start", Long.toString(paging.path("next_start").asLong(start + rows)));
        return next;
    }
}
