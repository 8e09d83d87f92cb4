package org.crmmigration.mapping.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema (draft 2020-12) of mapping files, for editors and other programs. It is written from the same grammar
 * that the reader uses. It says what keys and words there are; whether a field exists or a formula is sound only the
 * reader knows.
 */
public final class MappingSchema {

    /** Where the schema says it lives. */
    public static final String ID = "https://crm-migration.invalid/schemas/mapping-1.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String SCHEMA = "$schema";
    private static final String DESCRIPTION = "description";
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private MappingSchema() {}

    /** The schema of any mapping file. */
    public static String text() {
        return JSON.writeValueAsString(new MappingSchema().document()) + "\n";
    }

    /**
     * The schema of mapping files of one destination: choices and object types by name.
     *
     * @throws MappingFile.UnknownDestination when there is no such destination
     */
    public static String text(String destination) {
        Mapping mapping = MappingFile.parse(MappingFile.complete(destination, "{}"));
        MappingSchema schema = new MappingSchema();
        Map<String, Object> document = schema.document();
        narrow(document, "choices", choices(mapping));
        document.put("title", "Mapping file to " + destination);
        return JSON.writeValueAsString(document) + "\n";
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(SCHEMA, "https://json-schema.org/draft/2020-12/schema");
        document.put("$id", ID);
        document.put("title", "Mapping file");
        document.putAll(object(Grammar.FILE));
        define("expression", expression());
        define("condition", condition());
        document.put("$defs", definitions);
        return document;
    }

    private static void narrow(Map<String, Object> document, String key, Map<String, Object> to) {
        if (document.get("properties") instanceof Map<?, ?> old) {
            Map<String, Object> properties = new LinkedHashMap<>();
            old.forEach((name, shape) -> properties.put(String.valueOf(name), shape));
            properties.put(key, to);
            document.put("properties", properties);
        }
    }

    private static Map<String, Object> choices(Mapping mapping) {
        Map<String, Object> properties = new LinkedHashMap<>();
        mapping.offers().forEach((name, offer) -> {
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put(DESCRIPTION, offer.about());
            choice.put("default", mapping.choices().of(name));
            if (!offer.values().isEmpty()) {
                choice.put("enum", spellings(offer.values()));
            }
            properties.put(name, choice);
        });
        Map<String, Object> choices = new LinkedHashMap<>();
        choices.put("type", "object");
        choices.put("properties", properties);
        choices.put("additionalProperties", false);
        return choices;
    }

    /** Editors read yes and no as texts or as flags, whatever their version of YAML. */
    private static List<Object> spellings(List<String> values) {
        return values.stream()
                .<Object>mapMulti((value, all) -> {
                    all.accept(value);
                    if (value.equals("yes") || value.equals("no")) {
                        all.accept(value.equals("yes"));
                    }
                })
                .toList();
    }

    private void define(String name, Map<String, Object> schema) {
        definitions.put(name, schema);
    }

    private Map<String, Object> object(Grammar.Level level) {
        Map<String, Object> properties = new LinkedHashMap<>();
        level.keys().forEach(key -> {
            Map<String, Object> property = new LinkedHashMap<>(schema(key.shape()));
            property.put(DESCRIPTION, key.about());
            properties.put(key.name(), property);
        });
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(DESCRIPTION, level.about());
        object.put("type", "object");
        object.put("properties", properties);
        object.put("additionalProperties", false);
        return object;
    }

    private Map<String, Object> schema(Shape shape) {
        return switch (shape) {
            case Shape.Scalar _ -> Map.of("type", SCALARS);
            case Shape.Text _ -> Map.of("type", SCALARS);
            case Shape.WholeNumber _ -> ordered("type", List.of("integer", "string"), "pattern", "^-?[0-9]+$");
            case Shape.YesNo _ -> Map.of("enum", spellings(List.of("yes", "no")));
            case Shape.Words words -> Map.of("enum", words.words());
            case Shape.AnyExpression _ -> reference("expression");
            case Shape.AnyCondition _ -> reference("condition");
            case Shape.ListOf list ->
                Map.of("anyOf", List.of(ordered("type", "array", "items", schema(list.item())), schema(list.item())));
            case Shape.MapOf map ->
                ordered(
                        "type",
                        "object",
                        "additionalProperties",
                        Map.of("anyOf", List.of(schema(map.value()), Map.of("type", "null"))));
            case Shape.Known known -> known(known.level());
        };
    }

    private Map<String, Object> known(Grammar.Level level) {
        if (!definitions.containsKey(level.name())) {
            definitions.put(level.name(), Map.of());
            definitions.put(level.name(), object(level));
        }
        return reference(level.name());
    }

    private Map<String, Object> expression() {
        return Map.of("anyOf", List.of(Map.of("type", SCALARS), oneHead(known(Grammar.EXPRESSION))));
    }

    private static Map<String, Object> oneHead(Map<String, Object> keys) {
        Map<String, Object> schema = new LinkedHashMap<>(keys);
        schema.put(
                "oneOf",
                Grammar.HEADS.stream()
                        .map(head -> Map.of("required", List.of(head)))
                        .toList());
        return schema;
    }

    private Map<String, Object> condition() {
        Map<String, Object> one = Map.of("anyOf", List.of(Map.of("type", "string"), known(Grammar.FORMULA)));
        return Map.of("anyOf", List.of(one, ordered("type", "array", "items", one)));
    }

    /** Two keys in this order, so that the same grammar always gives the same text. */
    private static Map<String, Object> ordered(String first, Object one, String second, Object other) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put(first, one);
        ordered.put(second, other);
        return ordered;
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/$defs/" + name);
    }
}
