package org.crmmigration.sandbox.pipedrive;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How Pipedrive wraps an answer. */
final class Envelope {

    private Envelope() {}

    static Reply ok(JsonNode data) {
        return ok(200, data);
    }

    static Reply ok(int status, JsonNode data) {
        return Reply.json(status, Json.write(success(data)));
    }

    /** A v2 page; no cursor means the end. */
    static Reply page(JsonNode data, @Nullable String nextCursor) {
        ObjectNode body = success(data);
        body.putObject("additional_data").put("next_cursor", nextCursor);
        return Reply.json(200, Json.write(body));
    }

    /** A v2 answer that carries an empty {@code additional_data}. */
    static Reply options(JsonNode data) {
        return Reply.json(200, Json.write(success(data).putNull("additional_data")));
    }

    /** A v1 page. */
    static Reply v1Page(JsonNode data, long start, int limit, boolean more) {
        ObjectNode body = success(data);
        ObjectNode pagination = body.putObject("additional_data").putObject("pagination");
        pagination.put("start", start).put("limit", limit).put("more_items_in_collection", more);
        if (more) {
            pagination.put("next_start", start + limit);
        }
        return Reply.json(200, Json.write(body));
    }

    static ObjectNode success(JsonNode data) {
        return Json.object().put("success", true).set("data", data);
    }
}
