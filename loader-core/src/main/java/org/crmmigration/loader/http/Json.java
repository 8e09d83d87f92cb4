package org.crmmigration.loader.http;

import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as it goes to CRMs and comes from them: decimals stay exact, no exponents. */
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

    /**
     * Parses an object; anything else becomes an empty one.
     *
     * @throws JacksonException when the text is no JSON
     */
    public static ObjectNode parseObject(String text) {
        return parse(text) instanceof ObjectNode object ? object : object();
    }

    /** The object in an answer; what is none, and what is no JSON, as a gateway's page, becomes an empty one. */
    public static ObjectNode answered(String body) {
        try {
            return body.isBlank() ? object() : parseObject(body);
        } catch (JacksonException e) {
            return object();
        }
    }

    /**
     * What to make of a successful answer that is no JSON, a cut one for example: a call that may be repeated is, and of
     * any other nobody knows what became.
     */
    public static CrmFault unreadable(ApiRequest request, String vendor) {
        Detail detail = Detail.of(
                "unreadable", vendor + "'s answer to " + request.method() + " " + request.route() + " is no JSON");
        return request.repeatable()
                ? new CrmFault.Unavailable(detail, false, null, null)
                : new CrmFault.OutcomeUnknown(detail, null);
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
