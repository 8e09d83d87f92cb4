package org.crmmigration.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import tools.jackson.databind.node.ObjectNode;

/** The shapes of successful answers. */
final class Replies {

    private Replies() {}

    static Reply ok(ObjectNode body) {
        return json(200, body);
    }

    static Reply json(int status, ObjectNode body) {
        return new Reply(
                status, "application/json; odata.metadata=minimal", Map.of("OData-Version", "4.0"), Json.write(body));
    }

    static Reply noContent() {
        return new Reply(204, "application/json", Map.of("OData-Version", "4.0"), "");
    }

    /** 204 with the address of the row. */
    static Reply stored(String address) {
        return noContent().with(Map.of("OData-EntityId", address));
    }

    static Reply notModified() {
        return new Reply(304, "application/json", Map.of("OData-Version", "4.0"), "");
    }

    /** The members, after the context address that comes first. */
    static ObjectNode withContext(RequestContext context, String what, ObjectNode members) {
        ObjectNode body = Json.object().put("@odata.context", context.base() + "/$metadata#" + what);
        Map<String, tools.jackson.databind.JsonNode> all = new LinkedHashMap<>();
        members.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        all.forEach(body::set);
        return body;
    }
}
