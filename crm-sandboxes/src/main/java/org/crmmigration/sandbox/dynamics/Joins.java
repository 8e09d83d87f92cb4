package org.crmmigration.sandbox.dynamics;

import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Expression;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads properties of a row, and of the row that a single-valued navigation property leads to ({@code nav/property}). */
final class Joins {

    private final Environment environment;

    Joins(Environment environment) {
        this.environment = environment;
    }

    /** Refuses a query that filters or sorts by something the table does not have. */
    void check(TableDefinition table, QueryOptions options) {
        Expression filter = options.filter();
        if (filter != null) {
            filter.properties().forEach(property -> check(table, property));
        }
        options.orderBy().forEach(order -> check(table, order.property()));
    }

    private void check(TableDefinition table, String property) {
        int slash = property.indexOf('/');
        if (slash > 0) {
            List<OneToMany> lookups =
                    environment.metadata().singleNav(table.logicalName(), property.substring(0, slash));
            if (lookups.isEmpty()) {
                throw Refusal.noProperty(property.substring(0, slash), table.logicalName());
            }
            check(environment.tableNamed(lookups.getFirst().referenced()), property.substring(slash + 1));
        } else if (table.columnOfMember(property) == null) {
            throw Refusal.noProperty(property, table.logicalName());
        }
    }

    JsonNode value(TableDefinition table, ObjectNode row, String property) {
        int slash = property.indexOf('/');
        if (slash < 0) {
            return row.path(property);
        }
        for (OneToMany lookup : environment.metadata().singleNav(table.logicalName(), property.substring(0, slash))) {
            ObjectNode target = follow(table, row, lookup);
            if (target != null) {
                return value(environment.tableNamed(lookup.referenced()), target, property.substring(slash + 1));
            }
        }
        return MissingNode.getInstance();
    }

    /** The row a lookup points to, null when it is empty or points to another table. */
    @Nullable
    ObjectNode follow(TableDefinition table, ObjectNode row, OneToMany lookup) {
        Column column = table.column(lookup.column());
        if (column == null
                || !row.has(column.member())
                || !RowView.targetOf(column, row).equals(lookup.referenced())) {
            return null;
        }
        return environment
                .store()
                .table(lookup.referenced())
                .get(row.path(column.member()).asString());
    }
}
