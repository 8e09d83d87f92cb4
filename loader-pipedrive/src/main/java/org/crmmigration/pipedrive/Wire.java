package org.crmmigration.pipedrive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Places in a record's JSON: a member, or {@code custom_fields.<code>}. And Pipedrive's two ways to write an instant. */
final class Wire {

    static final String CUSTOM = "custom_fields";

    private static final String CUSTOM_PREFIX = CUSTOM + ".";
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Wire() {}

    static String custom(String code) {
        return CUSTOM_PREFIX + code;
    }

    /** The field code of a custom place, empty for any other. */
    static String code(String path) {
        return path.startsWith(CUSTOM_PREFIX) ? path.substring(CUSTOM_PREFIX.length()) : "";
    }

    static JsonNode at(JsonNode object, String path) {
        String code = code(path);
        return code.isEmpty() ? object.path(path) : object.path(CUSTOM).path(code);
    }

    static void put(ObjectNode object, String path, JsonNode value) {
        String code = code(path);
        if (code.isEmpty()) {
            object.set(path, value);
        } else {
            object.withObjectProperty(CUSTOM).set(code, value);
        }
    }

    static void remove(ObjectNode object, String path) {
        String code = code(path);
        if (code.isEmpty()) {
            object.remove(path);
        } else if (object.path(CUSTOM) instanceof ObjectNode custom) {
            custom.remove(code);
            if (custom.isEmpty()) {
                object.remove(CUSTOM);
            }
        }
    }

    /** All places of an object. */
    static List<String> paths(JsonNode object) {
        List<String> paths = new ArrayList<>();
        for (String name : object.propertyNames()) {
            if (name.equals(CUSTOM)) {
                object.path(name).propertyNames().forEach(code -> paths.add(custom(code)));
            } else {
                paths.add(name);
            }
        }
        return paths;
    }

    /** Null, absent, an empty text or an empty array: Pipedrive treats them alike. */
    static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isString() && node.asString().isEmpty())
                || (node.isArray() && node.isEmpty());
    }

    /** v2: RFC 3339 in whole seconds; fractions are refused in places. */
    static String rfc3339(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** v1: {@code YYYY-MM-DD HH:MM:SS} in UTC. */
    static String spaced(Instant instant) {
        return SPACED.format(instant.atOffset(ZoneOffset.UTC));
    }

    static ObjectNode copy(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : Json.object();
    }
}
