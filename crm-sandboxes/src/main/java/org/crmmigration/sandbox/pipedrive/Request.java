package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A call that was let in, with its path variables and checked query. */
record Request(Call call, Map<String, String> variables, Params params) {

    /** A numeric path variable. */
    long id(String name) {
        String raw = variables.getOrDefault(name, "");
        ParamCheck.NUMBER.check(name, raw);
        return Long.parseLong(raw);
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    ObjectNode objectBody() {
        if (body() instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.schema("Validation failed: body: Expected 'object'");
    }

    ArrayNode arrayBody() {
        if (body() instanceof ArrayNode array) {
            return array;
        }
        throw Refusal.schema("Validation failed: body: Expected 'array'");
    }

    private JsonNode body() {
        JsonNode body = Json.parseOrNull(call.body());
        if (body == null) {
            throw Refusal.schema("Validation failed: body: not valid JSON");
        }
        return body;
    }
}
