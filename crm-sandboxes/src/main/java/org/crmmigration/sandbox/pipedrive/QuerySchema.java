package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;

/** Compares a query value with the schema of its parameter. Enumerations of text are read as comma lists. */
final class QuerySchema {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");

    private QuerySchema() {}

    static void check(String name, String value, JsonNode schema, List<String> found) {
        String type = Json.text(schema, "type");
        boolean fits = switch (type) {
            case "integer" -> INTEGER.matcher(value).matches();
            case "number" -> NUMBER.matcher(value).matches();
            case "boolean" -> value.equals("true") || value.equals("false");
            default -> true;
        };
        if (!fits) {
            found.add("query parameter '" + name + "' is no " + type);
        }
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asString()));
        boolean list = !words.isEmpty() && !words.contains(value);
        if (list && !words.containsAll(List.of(value.split(",", -1)))) {
            found.add("query parameter '" + name + "' has a value that is not listed");
        }
    }
}
