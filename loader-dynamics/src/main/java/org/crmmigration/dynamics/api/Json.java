package org.crmmigration.dynamics.api;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as Dataverse speaks it: decimals stay exact, no exponents. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    /**
     * Parses.
     *
     * @throws JacksonException when the text is no JSON
     */
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** Parses an object; anything else, and what is no JSON, becomes an empty one. */
    public static ObjectNode parseObject(String text) {
        try {
            return !text.isBlank() && parse(text) instanceof ObjectNode object ? object : object();
        } catch (JacksonException e) {
            return object();
        }
    }

    /** A new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** As text. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** A member as text; empty when it is absent or null. Numbers are written plainly. */
    public static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }
}
