package org.crmmigration.sandbox.pipedrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The address object: only {@code value} is required, and every part that is left out becomes null. */
final class Addresses {

    static final List<String> PARTS = List.of(
            "value",
            "country",
            "admin_area_level_1",
            "admin_area_level_2",
            "locality",
            "sublocality",
            "route",
            "street_number",
            "subpremise",
            "postal_code");

    static final Shape SHAPE = Shape.object(members(), "value");

    private Addresses() {}

    /** The checked address with all its parts. */
    static ObjectNode complete(String name, JsonNode sent) {
        SHAPE.check(name, sent);
        ObjectNode address = Json.object();
        PARTS.forEach(part -> address.set(part, sent.path(part).isString() ? sent.path(part) : null));
        return address;
    }

    private static Map<String, Shape> members() {
        Map<String, Shape> members = new LinkedHashMap<>();
        PARTS.forEach(part -> members.put(part, Shape.STRING));
        members.put("formatted_address", Shape.STRING);
        return members;
    }
}
