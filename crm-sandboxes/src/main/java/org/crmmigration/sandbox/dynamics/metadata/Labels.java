package org.crmmigration.sandbox.dynamics.metadata;

import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The vendor's label objects; the sandbox's organisation knows one language, English. */
final class Labels {

    static final int ENGLISH = 1033;

    private Labels() {}

    static ObjectNode write(String text) {
        ObjectNode label = Json.object();
        label.putArray("LocalizedLabels").add(localized(text));
        label.set("UserLocalizedLabel", localized(text));
        return label;
    }

    /** The first text of a label, or the fallback when it has none. */
    static String read(JsonNode label, String fallback) {
        JsonNode user = label.path("UserLocalizedLabel").path("Label");
        JsonNode first = label.path("LocalizedLabels").path(0).path("Label");
        String text = user.isString() ? user.asString() : first.asString("");
        return text.isEmpty() ? fallback : text;
    }

    private static ObjectNode localized(String text) {
        return Json.object().put("Label", text).put("LanguageCode", ENGLISH).put("IsManaged", false);
    }
}
