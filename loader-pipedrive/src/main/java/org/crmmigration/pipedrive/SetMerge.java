package org.crmmigration.pipedrive;

import java.util.HashSet;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings our items and people's items of one array together: what people added stays, what they removed stays removed,
 * what we wrote before and no longer want goes. PATCH replaces whole arrays, so the result is always complete.
 */
record SetMerge(Shape shape) {

    /**
     * @param base what we wrote last; missing when we never wrote it, and then nothing is taken away
     */
    JsonNode merge(JsonNode base, JsonNode current, JsonNode wanted) {
        Set<String> before = shape.items(base);
        Set<String> wishes = shape.items(wanted);
        Set<String> present = shape.items(current);
        ArrayNode merged = Json.array();
        for (JsonNode item : current) {
            String identity = shape.identity(item);
            if (!before.contains(identity) || wishes.contains(identity)) {
                merged.add(item);
            }
        }
        for (JsonNode item : wanted) {
            String identity = shape.identity(item);
            if (!present.contains(identity) && !before.contains(identity)) {
                merged.add(item);
            }
        }
        return merged.valueStream().anyMatch(JsonNode::isObject)
                ? withOnePrimary(merged, base, current, wanted)
                : merged;
    }

    /** Whether both have the same items and the same primary one. */
    boolean same(JsonNode first, JsonNode second) {
        return shape.items(first).equals(shape.items(second)) && primary(first).equals(primary(second));
    }

    private ArrayNode withOnePrimary(ArrayNode merged, JsonNode base, JsonNode current, JsonNode wanted) {
        String theirs = primary(current);
        boolean untouched = theirs.isEmpty() || theirs.equals(primary(base));
        String chosen = untouched ? primary(wanted) : theirs;
        Set<String> all = new HashSet<>(shape.items(merged));
        String first = shape.identity(merged.get(0));
        String primary = all.contains(chosen) ? chosen : first;
        ArrayNode marked = Json.array();
        for (JsonNode item : merged) {
            ObjectNode copy = Wire.copy(item);
            marked.add(copy.put("primary", shape.identity(item).equals(primary)));
        }
        return marked;
    }

    private String primary(JsonNode array) {
        for (JsonNode item : array) {
            if (item.path("primary").asBoolean(false)) {
                return shape.identity(item);
            }
        }
        return "";
    }
}
