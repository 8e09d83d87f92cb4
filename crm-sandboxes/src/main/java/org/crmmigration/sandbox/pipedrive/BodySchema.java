package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;

/**
 * The part of OpenAPI 3.0's schema language that the vendor's request bodies use: types, nullable, required, enum, length,
 * range, format date, items, properties, allOf, oneOf and anyOf. Members that a body lists nowhere are found at its top
 * level and in the items of a top-level array.
 */
final class BodySchema {

    private final Set<String> tolerated;
    private final List<String> found;

    BodySchema(Set<String> tolerated, List<String> found) {
        this.tolerated = tolerated;
        this.found = found;
    }

    void check(JsonNode schema, JsonNode body) {
        check("body", schema, body);
        if (body.isArray()) {
            body.forEach(item -> unlisted(schema.path("items"), item));
        } else {
            unlisted(schema, body);
        }
    }

    private void unlisted(JsonNode schema, JsonNode body) {
        Map<String, JsonNode> listed = properties(schema);
        body.propertyNames().forEach(name -> {
            if (!listed.containsKey(name) && !tolerated.contains(name)) {
                found.add("body member '" + name + "' is not listed");
            }
        });
    }

    private static Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        for (String combined : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(combined).forEach(part -> all.putAll(properties(part)));
        }
        return all;
    }

    private void check(String at, JsonNode schema, JsonNode value) {
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        schema.path("allOf").forEach(part -> check(at, part, value));
        oneOf(at, schema, value);
        String type = Json.text(schema, "type");
        if (!typeFits(type, value)) {
            found.add(at + " is no " + type);
            return;
        }
        bounds(at, schema, value);
        schema.path("required").forEach(name -> {
            if (value.isObject() && !value.has(name.asString())) {
                found.add(at + "." + name.asString() + " is required");
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(at + "." + property.getKey(), property.getValue(), value.path(property.getKey()));
            }
        });
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> check(at + "[]", schema.path("items"), item));
        }
    }

    private void oneOf(String at, JsonNode schema, JsonNode value) {
        for (String choice : List.of("oneOf", "anyOf")) {
            JsonNode parts = schema.path(choice);
            boolean fits = parts.isEmpty();
            for (JsonNode part : parts) {
                List<String> trial = new ArrayList<>();
                new BodySchema(tolerated, trial).check(at, part, value);
                fits |= trial.isEmpty();
            }
            if (!fits) {
                found.add(at + " fits none of its alternatives");
            }
        }
    }

    private static boolean typeFits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private void bounds(String at, JsonNode schema, JsonNode value) {
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(at + " has a value that is not listed");
        }
        if (value.isString()) {
            int length = value.asString().length();
            int least = schema.path("minLength").asInt(0);
            int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
            if (length < least || length > most) {
                found.add(at + " has a length outside " + least + ".." + most);
            }
            boolean date = Json.text(schema, "format").equals("date");
            if (date && !Times.isDate(value.asString())) {
                found.add(at + " is no date");
            }
        }
        if (value.isNumber()) {
            double number = value.asDouble();
            boolean low =
                    schema.has("minimum") && number < schema.path("minimum").asDouble();
            boolean high =
                    schema.has("maximum") && number > schema.path("maximum").asDouble();
            if (low || high) {
                found.add(at + " is out of range");
            }
        }
        if (value.isArray() && value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            found.add(at + " has too many items");
        }
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            boolean same = (word.isNumber() && value.isNumber())
                    ? word.decimalValue().compareTo(value.decimalValue()) == 0
                    : word.equals(value);
            if (same) {
                return true;
            }
        }
        return false;
    }
}
