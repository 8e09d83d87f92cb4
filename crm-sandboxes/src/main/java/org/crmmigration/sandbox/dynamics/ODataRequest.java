package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One operation, whether it came alone or in a batch. */
record ODataRequest(
        String method, ResourcePath path, Map<String, String> query, String body, RequestContext context, Work work) {

    boolean isRead() {
        return method.equals("GET");
    }

    QueryOptions options() {
        return QueryOptions.parse(query);
    }

    /** The body as a JSON object; an action without parameters may have none. */
    ObjectNode json() {
        if (body.isBlank()) {
            return Json.object();
        }
        JsonNode json = Json.parseOrNull(body);
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.payload(path.first().name(), "Invalid JSON. A JSON object was expected.");
    }

    String name(int segment) {
        return path.at(segment).name();
    }
}
