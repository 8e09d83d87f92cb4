package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Condition;
import org.crmmigration.sandbox.dynamics.odata.Expression;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the rows of a query: by id, by an index where a condition has one, else by reading the table. */
final class RowQuery {

    private final Environment environment;
    private final Joins joins;

    RowQuery(Environment environment) {
        this.environment = environment;
        this.joins = new Joins(environment);
    }

    /**
     * A page of rows.
     *
     * @param next where the next page begins, null on the last one
     */
    record Page(List<ObjectNode> rows, @Nullable String next) {}

    /**
     * Finds a page.
     *
     * @param scope ids to choose from, null for the whole table
     * @param size most rows of the page
     */
    Page page(TableDefinition table, QueryOptions options, @Nullable Collection<String> scope, int size) {
        joins.check(table, options);
        return options.orderBy().isEmpty() ? byId(table, options, scope, size) : sorted(table, options, scope, size);
    }

    /** How many rows there are, at most as many as the limit. */
    int count(TableDefinition table, @Nullable Expression filter, @Nullable Collection<String> scope, int limit) {
        Collection<String> ids = candidates(table, filter, scope);
        if (filter == null) {
            return Math.min(ids.size(), limit);
        }
        RowTable rows = environment.store().table(table.logicalName());
        return (int) ids.stream()
                .map(rows::get)
                .filter(row -> row != null && holds(table, filter, row))
                .limit(limit)
                .count();
    }

    private Page byId(TableDefinition table, QueryOptions options, @Nullable Collection<String> scope, int size) {
        RowTable rows = environment.store().table(table.logicalName());
        Collection<String> ids = candidates(table, options.filter(), scope);
        String after = options.skipToken();
        if (after != null && ids instanceof NavigableSet<String> ordered) {
            ids = ordered.tailSet(after, false);
        }
        List<ObjectNode> found = new ArrayList<>();
        String last = null;
        for (String id : ids) {
            ObjectNode row = rows.get(id);
            if (row == null || !holds(table, options.filter(), row)) {
                continue;
            }
            if (found.size() == size) {
                return new Page(found, last);
            }
            found.add(row);
            last = id;
        }
        return new Page(found, null);
    }

    private Page sorted(TableDefinition table, QueryOptions options, @Nullable Collection<String> scope, int size) {
        RowTable rows = environment.store().table(table.logicalName());
        List<ObjectNode> all = new ArrayList<>();
        for (String id : candidates(table, options.filter(), scope)) {
            ObjectNode row = rows.get(id);
            if (row != null && holds(table, options.filter(), row)) {
                all.add(row);
            }
        }
        all.sort(order(table, options));
        int from = Math.min(all.size(), offset(options));
        int to = Math.min(all.size(), from + size);
        return new Page(List.copyOf(all.subList(from, to)), to < all.size() ? Integer.toString(to) : null);
    }

    private static int offset(QueryOptions options) {
        String token = options.skipToken();
        return token == null || !token.matches("\\d{1,9}") ? 0 : Integer.parseInt(token);
    }

    private Comparator<ObjectNode> order(TableDefinition table, QueryOptions options) {
        Comparator<ObjectNode> order = (_, _) -> 0;
        for (QueryOptions.Order by : options.orderBy()) {
            Comparator<ObjectNode> one = (left, right) ->
                    Condition.order(joins.value(table, left, by.property()), joins.value(table, right, by.property()));
            order = order.thenComparing(by.descending() ? one.reversed() : one);
        }
        return order.thenComparing(row -> row.path(table.primaryId()).asString(""));
    }

    private boolean holds(TableDefinition table, @Nullable Expression filter, ObjectNode row) {
        Function<String, JsonNode> values = property -> joins.value(table, row, property);
        return filter == null || Condition.holds(filter, values);
    }

    private Collection<String> candidates(
            TableDefinition table, @Nullable Expression filter, @Nullable Collection<String> scope) {
        if (scope != null) {
            return scope instanceof NavigableSet<String> ? scope : new TreeSet<>(scope);
        }
        RowTable rows = environment.store().table(table.logicalName());
        if (filter != null) {
            for (Expression one : filter.conjuncts()) {
                NavigableSet<String> few = indexed(table, rows, one);
                if (few != null) {
                    return few;
                }
            }
        }
        return rows.rows().navigableKeySet();
    }

    private static @Nullable NavigableSet<String> indexed(TableDefinition table, RowTable rows, Expression condition) {
        return switch (condition) {
            case Expression.Comparison(String property, Expression.Operator operator, Literal value) ->
                operator == Expression.Operator.EQ && !value.isNull()
                        ? lookup(table, rows, property, List.of(value))
                        : null;
            case Expression.In(String property, List<Literal> values, boolean negated) ->
                negated ? null : lookup(table, rows, property, values);
            case Expression.And and -> null;
            case Expression.Or or -> null;
            case Expression.Not not -> null;
            case Expression.TextMatch text -> null;
            case Expression.ContainsOptions options -> null;
        };
    }

    private static @Nullable NavigableSet<String> lookup(
            TableDefinition table, RowTable rows, String property, List<Literal> values) {
        TreeSet<String> ids = new TreeSet<>();
        RowIndex index = rows.index(property);
        if (property.equals(table.primaryId())) {
            values.forEach(value -> ids.add(value.text().toLowerCase(Locale.ROOT)));
        } else if (index != null) {
            values.forEach(value -> ids.addAll(index.find(key(value))));
        } else {
            return null;
        }
        return ids;
    }

    private static String key(Literal value) {
        return value.kind() == Literal.Kind.NUMBER
                ? Keys.single(Json.MAPPER.readTree(value.text()))
                : Keys.single(value.text());
    }
}
