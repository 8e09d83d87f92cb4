package org.crmmigration.pipedrive;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Labels of options that stand in a value where Pipedrive wants ids, for the options had yet to be made. */
final class OptionLabels {

    private OptionLabels() {}

    static boolean in(JsonNode value) {
        return value.isString() || (value.isArray() && value.valueStream().anyMatch(JsonNode::isString));
    }

    static List<String> of(JsonNode value) {
        return value.isString()
                ? List.of(value.asString())
                : value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList();
    }

    static JsonNode withIds(JsonNode value, Map<String, Long> ids) {
        if (!value.isArray()) {
            return id(value, ids);
        }
        ArrayNode resolved = Json.array();
        Set<Long> seen = new HashSet<>();
        for (JsonNode item : value) {
            JsonNode id = id(item, ids);
            if (seen.add(id.asLong())) {
                resolved.add(id);
            }
        }
        return resolved;
    }

    private static JsonNode id(JsonNode item, Map<String, Long> ids) {
        Long id = item.isString() ? ids.get(item.asString()) : null;
        return id == null ? item : JsonNodeFactory.instance.numberNode(id);
    }
}
