package org.crmmigration.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a table of records is called and by what it can be found without reading all of it.
 *
 * @param orders by name, the text whose natural order is the order of the rows
 * @param links by name, the keys under which a row is found
 */
public record TableSpec(
        String name,
        Map<String, Function<JsonNode, String>> orders,
        Map<String, Function<JsonNode, List<String>>> links) {

    public TableSpec {
        orders = Map.copyOf(orders);
        links = Map.copyOf(links);
    }

    public static TableSpec of(String name) {
        return new TableSpec(name, Map.of(), Map.of());
    }

    /** Ordered by text members such as times. */
    public TableSpec orderedBy(String... members) {
        TableSpec spec = this;
        for (String member : members) {
            spec = spec.orderedBy(member, row -> Json.text(row, member));
        }
        return spec;
    }

    /** Ordered by a whole number that is not negative. */
    public TableSpec orderedByNumber(String member) {
        return orderedBy(member, row -> "%019d".formatted(row.path(member).asLong(0)));
    }

    /** Found by members that hold one id or key. */
    public TableSpec linkedBy(String... members) {
        TableSpec spec = this;
        for (String member : members) {
            spec = spec.linkedBy(member, row -> {
                String key = Json.text(row, member);
                return key.isEmpty() ? List.of() : List.of(key);
            });
        }
        return spec;
    }

    public TableSpec linkedBy(String link, Function<JsonNode, List<String>> keys) {
        Map<String, Function<JsonNode, List<String>>> more = new LinkedHashMap<>(links);
        more.put(link, keys);
        return new TableSpec(name, orders, more);
    }

    private TableSpec orderedBy(String order, Function<JsonNode, String> key) {
        Map<String, Function<JsonNode, String>> more = new LinkedHashMap<>(orders);
        more.put(order, key);
        return new TableSpec(name, more, links);
    }

    List<String> keys(String link, JsonNode row) {
        return new ArrayList<>(links.getOrDefault(link, r -> List.of()).apply(row));
    }
}
