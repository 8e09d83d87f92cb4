package org.crmmigration.pipedrive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an object should look like in Pipedrive's own values. Options without an id yet stand as their label's text where
 * Pipedrive wants a number; {@link AccountSchema#resolve} replaces them before anything is sent.
 *
 * @param values places ({@link Wire}) to values
 * @param skipped logical fields that Pipedrive cannot take here, with the reason
 * @param unmatchedOwner e-mail address of an owner who is no active user
 */
record WireObject(
        Map<String, WireValue> values,
        Map<String, String> skipped,
        @Nullable String unmatchedOwner) {

    static final String MARKETING = "marketing_status";

    /** Copies, keeping the order. */
    WireObject {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        skipped = Map.copyOf(skipped);
    }

    /**
     * One value.
     *
     * @param logical the command's name for it
     * @param rule what an update may do with it
     * @param leader place of the value it only makes sense with (a deal's won_time with its status), null when it stands
     *     alone
     */
    record WireValue(
            String logical,
            JsonNode value,
            Shape shape,
            Rule rule,
            @Nullable String leader) {}

    /** What may be done with a value after the object was created. */
    enum Rule {
        /** Changed and emptied. */
        FREE,
        /** Changed, never emptied: Pipedrive refuses null. */
        NEVER_EMPTY,
        /** Only set when the object is created. */
        AT_CREATION
    }

    /** The body of a create: everything that has a value. */
    ObjectNode body() {
        ObjectNode body = Json.object();
        values.forEach((path, value) -> {
            if (!Wire.isEmpty(value.value())) {
                Wire.put(body, path, value.value());
            }
        });
        return body;
    }

    /** An object that cannot be written as its command says, and is compared in that alone. */
    static WireObject impossible(CrmFault.Rejected refusal) {
        String field = refusal.detail().field();
        String name = field == null ? "" : field;
        WireValue never =
                new WireValue(name, JsonNodeFactory.instance.stringNode(""), Shape.IMPOSSIBLE, Rule.AT_CREATION, null);
        return new WireObject(Map.of(name, never), Map.of(), null);
    }

    /** The same object without a value that the account cannot take. */
    WireObject without(String path, String reason) {
        Map<String, WireValue> fewer = new LinkedHashMap<>(values);
        WireValue removed = fewer.remove(path);
        Map<String, String> more = new LinkedHashMap<>(skipped);
        more.put(removed == null ? path : removed.logical(), reason);
        return new WireObject(fewer, more, unmatchedOwner);
    }

    /** What to remember as written, given what Pipedrive answered: its reading of single values, our wish of arrays. */
    ObjectNode written(JsonNode sent, JsonNode answered) {
        ObjectNode written = Json.object();
        values.forEach((path, value) -> {
            JsonNode answer = Wire.at(answered, path);
            JsonNode ours = Wire.at(sent, path);
            JsonNode kept = value.shape().isSet() || answer.isMissingNode() ? ours : answer;
            Wire.put(written, path, kept.isMissingNode() ? value.value() : kept);
        });
        return written;
    }

    /** What counts as written by us of an object that was found: what stands there, of arrays only what we want too. */
    ObjectNode adopted(JsonNode current) {
        ObjectNode written = Json.object();
        values.forEach((path, value) -> {
            JsonNode now = Wire.at(current, path);
            if (value.shape().isSet() && now.isArray()) {
                Set<String> wishes = value.shape().items(value.value());
                ArrayNode ours = Json.array();
                now.valueStream()
                        .filter(item -> wishes.contains(value.shape().identity(item)))
                        .forEach(ours::add);
                Wire.put(written, path, ours);
            } else if (!now.isMissingNode()) {
                Wire.put(written, path, now);
            }
        });
        return written;
    }

    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (unmatchedOwner != null) {
            attributes.put("ownerUnmatched", "1");
        }
        if (!skipped.isEmpty()) {
            attributes.put(
                    "skipped",
                    String.join(",", skipped.keySet().stream().sorted().toList()));
        }
        return attributes;
    }

    /** {@code include_fields} for reading it back; empty when the default answer holds everything. */
    Map<String, String> includes() {
        return values.containsKey(MARKETING) ? Map.of("include_fields", MARKETING) : Map.of();
    }

    /** The same refusal, naming the field by its logical name. */
    CrmFault.Rejected named(CrmFault.Rejected refusal) {
        Detail detail = refusal.detail();
        String field = detail.field();
        String logical = field == null ? null : logical(field);
        return new CrmFault.Rejected(
                new Detail(detail.code(), detail.message(), detail.httpStatus(), detail.requestId(), logical));
    }

    private String logical(String wireName) {
        WireValue direct = values.get(wireName);
        WireValue value = direct != null ? direct : values.get(Wire.custom(wireName));
        return value == null ? wireName : value.logical();
    }
}
