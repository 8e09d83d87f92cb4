package org.crmmigration.dynamics.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Dataverse Web API v9.2 as calls. Everything that writes is made so that sending it twice has the effect of sending
 * it once: rows are created under ids of our own, and definitions under names of our own. Answers that only say "already
 * there" come as {@link CrmFault.Rejected} with the code {@code exists}.
 */
public final class DynamicsApi {

    /** Where the API lies below the organisation's address. */
    public static final String ROOT = "/api/data/v9.2/";

    private static final String PAGE = "odata.maxpagesize=5000";
    /** Dataverse takes 32,768 characters; the host's are among them. */
    private static final int LONGEST_ADDRESS = 32_000;

    private static final Pattern IDS = Pattern.compile("\\([^)]*\\)");
    private static final Pattern HOST = Pattern.compile("^https?://[^/?#]+/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNFIT = Pattern.compile("[^!#$%&'()*+,./0-9:;=?@A-Z\\[\\]_a-z~-]");

    private final ApiTransport transport;
    private final Map<String, String> writing;

    /**
     * @param transport adds credentials and checks answers
     * @param writing headers of every call in a batch that writes
     */
    public DynamicsApi(ApiTransport transport, Map<String, String> writing) {
        this.transport = transport;
        this.writing = Map.copyOf(writing);
    }

    /** Reads one row, property or function result. */
    public ObjectNode get(String path, Map<String, String> query, Map<String, String> headers) {
        return read(request("GET", path, query, headers, null));
    }

    /** An address that is longer than Dataverse takes goes in a batch, where it may be twice as long. */
    private ObjectNode read(ApiRequest request) {
        String address = address(request);
        if (address.length() <= LONGEST_ADDRESS) {
            return object(request, transport.send(request));
        }
        String below = address.substring(ROOT.length());
        Read read = getEach(List.of(new Operation.Call("GET", below, request.headers(), null)))
                .getFirst();
        if (read.fault() != null) {
            throw read.fault();
        }
        return read.body();
    }

    private static String address(ApiRequest request) {
        return request.query().entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&", request.path() + "?", ""));
    }

    /** Reads a whole collection. */
    public List<JsonNode> all(String path, Map<String, String> query, Map<String, String> headers) {
        List<JsonNode> rows = new ArrayList<>();
        each(path, query, headers, rows::add);
        return rows;
    }

    /** Hands over a whole collection row by row, following its next links byte for byte. */
    public void each(String path, Map<String, String> query, Map<String, String> headers, Consumer<JsonNode> rows) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        String prefer = headers.get("Prefer");
        more.put("Prefer", prefer == null ? PAGE : prefer + "," + PAGE);
        ApiRequest request = request("GET", path, query, more, null);
        while (true) {
            ObjectNode page = read(request);
            page.path("value").forEach(rows);
            String next = Json.text(page, "@odata.nextLink");
            if (next.isEmpty()) {
                return;
            }
            request = new ApiRequest("GET", route(path), local(next), Map.of(), more, null, true);
        }
    }

    /** Calls an action or posts a definition. */
    public ObjectNode post(String path, JsonNode body, Map<String, String> headers) {
        ApiRequest request = request("POST", path, Map.of(), headers, Json.text(body));
        return object(request, transport.send(request));
    }

    /** Changes a row, or with {@code If-None-Match: *} creates it under the id in its path. */
    public void patch(String path, JsonNode body, Map<String, String> headers) {
        transport.send(request("PATCH", path, Map.of(), headers, Json.text(body)));
    }

    /** Deletes; what is gone already is no error. */
    public void delete(String path) {
        try {
            transport.send(request("DELETE", path, Map.of(), Map.of(), null));
        } catch (CrmFault.Rejected e) {
            if (!e.gone()) {
                throw e;
            }
        }
    }

    /**
     * Creates rows in one call, all or nothing.
     *
     * @param set entity set
     * @param rows with {@code @odata.type} and their ids
     * @return the ids the rows were given, in lower case; empty when the answer names none
     */
    public List<String> createMultiple(String set, ArrayNode rows) {
        List<String> ids = new ArrayList<>();
        multiple(set, "CreateMultiple", rows)
                .path("Ids")
                .forEach(id -> ids.add(id.asString("").toLowerCase(Locale.ROOT)));
        return ids;
    }

    /**
     * Changes rows in one call, all or nothing.
     *
     * @param rows with {@code @odata.type}, their ids and what is to change
     */
    public void updateMultiple(String set, ArrayNode rows) {
        multiple(set, "UpdateMultiple", rows);
    }

    private ObjectNode multiple(String set, String message, ArrayNode rows) {
        ObjectNode body = Json.object();
        body.set("Targets", rows);
        return post(set + "/Microsoft.Dynamics.CRM." + message, body, Map.of());
    }

    /**
     * Makes several calls at once, each on its own: one that fails leaves the others.
     *
     * @return the fault of each operation, null for a success; operations without an answer have an unknown outcome
     */
    public List<@Nullable CrmFault> batch(List<Operation> operations) {
        ApiRequest request = batchRequest(operations);
        List<List<ApiResponse>> answers = answers(request);
        List<@Nullable CrmFault> faults = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            faults.add(i < answers.size() ? fault(request, answers.get(i)) : unanswered());
        }
        return faults;
    }

    /**
     * What one of several reads gave.
     *
     * @param fault null when it was answered
     */
    public record Read(ObjectNode body, @Nullable CrmFault fault) {}

    /** Reads several things in one call, each on its own. */
    public List<Read> getEach(List<Operation.Call> reads) {
        ApiRequest request = batchRequest(reads.stream().map(Operation::of).toList());
        List<List<ApiResponse>> answers = answers(request);
        List<Read> results = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            CrmFault fault = i < answers.size() ? fault(request, answers.get(i)) : unanswered();
            results.add(new Read(fault == null ? object(request, answers.get(i).getFirst()) : Json.object(), fault));
        }
        return results;
    }

    private List<List<ApiResponse>> answers(ApiRequest request) {
        ApiResponse response = transport.send(request);
        return Multipart.read(response.header("content-type").orElse(""), response.body());
    }

    private ApiRequest batchRequest(List<Operation> operations) {
        String type = "multipart/mixed; boundary=\"" + BatchBody.BOUNDARY + "\"";
        return request(
                "POST",
                "$batch",
                Map.of(),
                Map.of("Content-Type", type, "Prefer", "odata.continue-on-error"),
                BatchBody.write(operations, writing));
    }

    private static @Nullable CrmFault fault(ApiRequest batch, List<ApiResponse> answers) {
        try {
            answers.forEach(answer -> DynamicsResponses.part(batch, answer));
            return answers.isEmpty() ? unanswered() : null;
        } catch (CrmFault fault) {
            return fault;
        }
    }

    private static CrmFault unanswered() {
        return new CrmFault.OutcomeUnknown(Detail.of("unanswered", "the batch ended before this call"), null);
    }

    private static ApiRequest request(
            String method, String path, Map<String, String> query, Map<String, String> headers, @Nullable String body) {
        return new ApiRequest(method, route(path), ROOT + path, query, headers, body, true);
    }

    private static String route(String path) {
        return ROOT + IDS.matcher(path).replaceAll("({id})");
    }

    /**
     * Path and query of a link, so that whatever host it names, the call goes to the account's. A relative one starts at the
     * API's root. What no address may hold is escaped; the rest stays byte for byte.
     */
    static String local(String link) {
        Matcher host = HOST.matcher(link);
        String path = host.find() ? "/" + link.substring(host.end()) : link.startsWith("/") ? link : ROOT + link;
        return UNFIT.matcher(path)
                .replaceAll(
                        found -> Matcher.quoteReplacement(URLEncoder.encode(found.group(), StandardCharsets.UTF_8)));
    }

    private static ObjectNode object(ApiRequest request, ApiResponse response) {
        if (response.body().isBlank()) {
            return Json.object();
        }
        try {
            if (Json.parse(response.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Falls through: an answer that is no JSON object.
        }
        throw Json.unreadable(request, "Dataverse");
    }
}
