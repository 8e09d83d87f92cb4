package org.crmmigration.sandbox.dynamics.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query options of a read.
 *
 * @param select properties wanted, empty for all
 * @param top at most so many rows, -1 when not given
 * @param skipToken opaque text of a next link, null on the first page
 */
public record QueryOptions(
        List<String> select,
        @Nullable Expression filter,
        List<Order> orderBy,
        List<Expand> expand,
        int top,
        boolean count,
        @Nullable String skipToken) {

    private static final Set<String> KNOWN = Set.of(
            "$select",
            "$filter",
            "$orderby",
            "$expand",
            "$top",
            "$count",
            "$skiptoken",
            "$id",
            "tag",
            "LabelLanguages");

    public QueryOptions {
        select = List.copyOf(select);
        orderBy = List.copyOf(orderBy);
        expand = List.copyOf(expand);
    }

    /** One property to sort by. */
    public record Order(String property, boolean descending) {}

    /** One navigation property to read along, with its own options. */
    public record Expand(String property, QueryOptions options) {}

    /** Understands decoded query parameters. */
    public static QueryOptions parse(Map<String, String> query) {
        query.keySet().stream()
                .filter(name -> name.startsWith("$") && !KNOWN.contains(name))
                .findAny()
                .ifPresent(name -> {
                    throw new ODataSyntax("The query parameter '" + name + "' is not supported.");
                });
        String filter = query.get("$filter");
        return new QueryOptions(
                list(query.get("$select")),
                filter == null ? null : FilterParser.parse(filter, query),
                orders(query.get("$orderby")),
                expands(query.get("$expand")),
                top(query.get("$top")),
                "true".equals(query.get("$count")),
                query.get("$skiptoken"));
    }

    private static List<String> list(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Quoted.split(text, ',').stream().map(String::strip).toList();
    }

    private static List<Order> orders(@Nullable String text) {
        List<Order> orders = new ArrayList<>();
        for (String one : list(text)) {
            String[] words = one.split("\\s+", -1);
            boolean descending = words.length == 2 && words[1].equals("desc");
            if (words.length > 2 || (words.length == 2 && !descending && !words[1].equals("asc"))) {
                throw new ODataSyntax("$orderby is not understood");
            }
            orders.add(new Order(words[0], descending));
        }
        return orders;
    }

    private static List<Expand> expands(@Nullable String text) {
        List<Expand> expands = new ArrayList<>();
        for (String one : list(text)) {
            int open = one.indexOf('(');
            if (open < 0) {
                expands.add(new Expand(one, parse(Map.of())));
            } else {
                String inner = one.substring(open + 1, one.length() - 1);
                expands.add(new Expand(one.substring(0, open), parse(nested(inner))));
            }
        }
        return expands;
    }

    private static Map<String, String> nested(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : Quoted.split(text, ';')) {
            int at = part.indexOf('=');
            if (at < 0) {
                throw new ODataSyntax("an option of $expand has no value");
            }
            options.put(part.substring(0, at).strip(), part.substring(at + 1));
        }
        return options;
    }

    private static int top(@Nullable String text) {
        if (text == null) {
            return -1;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new ODataSyntax("Invalid value '" + text + "' for $top query option found.");
        }
        return Integer.parseInt(text);
    }
}
