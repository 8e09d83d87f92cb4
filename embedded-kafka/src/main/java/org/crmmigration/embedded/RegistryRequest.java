package org.crmmigration.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a route needs to know of a request.
 *
 * @param path the values of the route's placeholders, decoded
 * @param query the query's parameters
 * @param body the JSON body, an empty object when there is none
 */
record RegistryRequest(Map<String, String> path, Map<String, String> query, JsonNode body) {

    String subject() {
        return path.getOrDefault("subject", "");
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(query.getOrDefault(name, "false"));
    }

    /** The path's version, or null for the latest. */
    @Nullable
    Integer version() {
        String text = path.getOrDefault("version", "");
        if (text.equals("latest") || text.equals("-1")) {
            return null;
        }
        try {
            int version = Integer.parseInt(text);
            if (version > 0) {
                return version;
            }
        } catch (NumberFormatException e) {
            throw RegistryError.invalidVersion(text);
        }
        throw RegistryError.invalidVersion(text);
    }

    int id() {
        try {
            return Integer.parseInt(path.getOrDefault("id", ""));
        } catch (NumberFormatException e) {
            throw new RegistryError(404, "HTTP 404 Not Found");
        }
    }

    /** The body's schema: Avro, complete in itself, as our client and the npm clients send it. */
    String schema() {
        String type = body.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO") && !type.isEmpty()) {
            throw new RegistryError(42201, "Invalid schema: the embedded registry keeps Avro only, not " + type);
        }
        if (!body.path("references").isEmpty()) {
            throw new RegistryError(42201, "Invalid schema: the embedded registry takes no references");
        }
        return body.path("schema").asString("");
    }
}
