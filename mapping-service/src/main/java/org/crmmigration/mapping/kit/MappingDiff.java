package org.crmmigration.mapping.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two lists of commands, in sentences that name object and field. */
public final class MappingDiff {

    private final Map<String, JsonNode> expected;
    private final Map<String, JsonNode> found;
    private final List<String> differences = new ArrayList<>();

    private MappingDiff(String expected, String found) {
        this.expected = byKey(expected);
        this.found = byKey(found);
    }

    /** One sentence for each difference; empty when both say the same, in whatever order. */
    public static List<String> of(String expected, String found) {
        return new MappingDiff(expected, found).sentences();
    }

    private List<String> sentences() {
        expected.forEach((key, was) -> {
            JsonNode is = found.get(key);
            if (is == null) {
                differences.add(key + ": expected, and not there");
            } else {
                compare(key, was, is);
            }
        });
        found.forEach((key, is) -> {
            if (!expected.containsKey(key)) {
                differences.add(key + ": there, and not expected: " + is.path("fields"));
            }
        });
        return differences;
    }

    private void compare(String key, JsonNode was, JsonNode is) {
        Set<String> parts = new LinkedHashSet<>(was.propertyNames());
        parts.addAll(is.propertyNames());
        parts.remove("fields");
        parts.forEach(part -> compare(key, part, was.get(part), is.get(part)));
        Set<String> fields = new LinkedHashSet<>(was.path("fields").propertyNames());
        fields.addAll(is.path("fields").propertyNames());
        fields.forEach(field -> compare(
                key, field, was.path("fields").get(field), is.path("fields").get(field)));
    }

    private void compare(String key, String part, @Nullable JsonNode was, @Nullable JsonNode is) {
        if (was == null && is != null) {
            differences.add(key + " " + part + ": not expected, found " + is);
        } else if (was != null && is == null) {
            differences.add(key + " " + part + ": expected " + was + ", found nothing");
        } else if (was != null && !was.equals(is)) {
            differences.add(key + " " + part + ": expected " + was + ", found " + is);
        }
    }

    private static Map<String, JsonNode> byKey(String json) {
        Map<String, JsonNode> commands = new LinkedHashMap<>();
        MappingJson.tree(json).forEach(node -> {
            String name = node.has("excluded")
                    ? "excluded " + node.path("excluded").asString()
                    : node.path("key").asString();
            for (int i = 2; commands.putIfAbsent(name, node) != null; i++) {
                name = name + " (" + i + ")";
            }
        });
        return commands;
    }
}
