package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** E-mails, phones and messengers: only {@code value} is required, at most one is primary, else the first becomes it. */
final class ContactPoints {

    static final Shape SHAPE =
            Shape.objects(Map.of("value", Shape.STRING, "primary", Shape.BOOLEAN, "label", Shape.STRING), "value");

    private ContactPoints() {}

    static ArrayNode complete(String name, JsonNode sent) {
        int primaries = 0;
        for (JsonNode item : sent) {
            primaries += primary(item) ? 1 : 0;
        }
        if (primaries > 1) {
            throw Refusal.invalid(name, "only one item can be primary");
        }
        ArrayNode complete = Json.array();
        for (JsonNode item : sent) {
            String label = Json.text(item, "label");
            complete.addObject()
                    .put("value", Json.text(item, "value"))
                    .put("primary", primary(item) || (primaries == 0 && complete.size() == 1))
                    .put("label", label.isEmpty() ? "work" : label);
        }
        return complete;
    }

    private static boolean primary(JsonNode item) {
        return item.path("primary").asBoolean(false);
    }
}
