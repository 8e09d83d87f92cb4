package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows related to a row: what a navigation property leads to, and {@code $expand}. */
final class Navigation {

    private static final int MOST = 5000;

    private final Environment environment;
    private final Joins joins;
    private final RowQuery query;
    private final RowView view;

    Navigation(Environment environment, RowQuery query, RowView view) {
        this.environment = environment;
        this.joins = new Joins(environment);
        this.query = query;
        this.view = view;
    }

    /** Where a navigation property leads. */
    sealed interface Related {

        TableDefinition table();

        /** One row or none. */
        record One(TableDefinition table, @Nullable ObjectNode row) implements Related {}

        /** Any number of rows, by id. */
        record Many(TableDefinition table, NavigableSet<String> ids) implements Related {}
    }

    /** Follows a navigation property, refused when the table has none of that name. */
    Related follow(TableDefinition table, ObjectNode row, String nav) {
        List<OneToMany> lookups = environment.metadata().singleNav(table.logicalName(), nav);
        if (!lookups.isEmpty()) {
            return one(table, row, lookups);
        }
        String id = row.path(table.primaryId()).asString();
        OneToMany collection = environment.metadata().collectionNav(table.logicalName(), nav);
        if (collection != null) {
            return new Related.Many(environment.tableNamed(collection.referencing()), referencing(collection, id));
        }
        ManyToMany many = environment.metadata().manyToManyNav(table.logicalName(), nav);
        if (many == null) {
            throw Refusal.noProperty(nav, table.logicalName());
        }
        ManyToManyRows pairs = new ManyToManyRows(environment, many, table.logicalName(), nav);
        return new Related.Many(environment.tableNamed(pairs.otherTable()), pairs.partners(id));
    }

    private Related one(TableDefinition table, ObjectNode row, List<OneToMany> lookups) {
        for (OneToMany lookup : lookups) {
            ObjectNode target = joins.follow(table, row, lookup);
            if (target != null) {
                return new Related.One(environment.tableNamed(lookup.referenced()), target);
            }
        }
        return new Related.One(environment.tableNamed(lookups.getFirst().referenced()), null);
    }

    /** The ids of rows whose lookup points to the id. */
    NavigableSet<String> referencing(OneToMany lookup, String id) {
        String member = "_" + lookup.column() + "_value";
        RowTable rows = environment.store().table(lookup.referencing());
        RowIndex index = rows.index(member);
        NavigableSet<String> found = new TreeSet<>();
        List<String> candidates =
                new ArrayList<>(index == null ? rows.rows().navigableKeySet() : index.find(Keys.single(id)));
        TableDefinition table = environment.tableNamed(lookup.referencing());
        for (String candidate : candidates) {
            ObjectNode row = rows.get(candidate);
            ObjectNode target = row == null ? null : joins.follow(table, row, lookup);
            if (target != null
                    && target.path(environment.tableNamed(lookup.referenced()).primaryId())
                            .asString()
                            .equals(id)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /** Refuses a {@code $select} of what the table has not, rows or no rows. */
    void check(TableDefinition table, QueryOptions options, RequestContext context) {
        options.select().forEach(name -> view.selected(table, name, context));
    }

    /** A row with what its query expands. */
    ObjectNode show(TableDefinition table, ObjectNode row, QueryOptions options, RequestContext context) {
        ObjectNode shown = view.show(table, row, options.select(), context);
        for (QueryOptions.Expand expand : options.expand()) {
            String nav = expand.property();
            switch (follow(table, row, nav)) {
                case Related.One one -> {
                    ObjectNode target = one.row();
                    if (target == null) {
                        shown.putNull(nav);
                    } else {
                        shown.set(nav, show(one.table(), target, expand.options(), context));
                    }
                }
                case Related.Many many -> {
                    var array = shown.putArray(nav);
                    int most =
                            expand.options().top() < 0 ? MOST : expand.options().top();
                    query.page(many.table(), expand.options(), many.ids(), most)
                            .rows()
                            .forEach(one -> array.add(show(many.table(), one, expand.options(), context)));
                }
            }
        }
        return shown;
    }
}
