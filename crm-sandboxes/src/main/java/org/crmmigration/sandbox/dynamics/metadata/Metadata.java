package org.crmmigration.sandbox.dynamics.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.jspecify.annotations.Nullable;

/** All definitions of the environment, found by name in constant time. Guarded by the lock of the row store. */
public final class Metadata {

    private final Map<String, TableDefinition> tables = new LinkedHashMap<>();
    private final Map<String, TableDefinition> bySet = new HashMap<>();
    private final Map<String, OptionSet> optionSets = new LinkedHashMap<>();
    private final Map<String, Relationship> relationships = new LinkedHashMap<>();
    private final Map<String, List<OneToMany>> referencing = new HashMap<>();
    private final Map<String, List<OneToMany>> referenced = new HashMap<>();
    private final Map<String, List<ManyToMany>> manyToMany = new HashMap<>();

    public @Nullable TableDefinition table(String logicalName) {
        return tables.get(logicalName);
    }

    public @Nullable TableDefinition tableOfSet(String setName) {
        return bySet.get(setName);
    }

    public Collection<TableDefinition> tables() {
        return tables.values();
    }

    public @Nullable OptionSet optionSet(String name) {
        return optionSets.get(name);
    }

    /** The options of a column that has some. */
    public OptionSet optionsOf(Column column) {
        OptionSet options = optionSets.get(column.optionSet());
        if (options == null) {
            throw new IllegalStateException("no options for " + column.table() + "." + column.logicalName());
        }
        return options;
    }

    public List<OptionSet> globalOptionSets() {
        return optionSets.values().stream().filter(OptionSet::global).toList();
    }

    public Collection<Relationship> relationships() {
        return relationships.values();
    }

    public @Nullable Relationship relationship(String schemaName) {
        return relationships.get(schemaName);
    }

    /** The lookups behind a single-valued navigation property; several when it can lead to several tables. */
    public List<OneToMany> singleNav(String table, String nav) {
        return referencing.getOrDefault(table, List.of()).stream()
                .filter(one -> one.singleNav().equals(nav))
                .toList();
    }

    public @Nullable OneToMany collectionNav(String table, String nav) {
        return referenced.getOrDefault(table, List.of()).stream()
                .filter(one -> one.collectionNav().equals(nav))
                .findFirst()
                .orElse(null);
    }

    public @Nullable ManyToMany manyToManyNav(String table, String nav) {
        return manyToMany.getOrDefault(table, List.of()).stream()
                .filter(one -> (one.table1().equals(table) && one.nav1().equals(nav))
                        || (one.table2().equals(table) && one.nav2().equals(nav)))
                .findFirst()
                .orElse(null);
    }

    /** The lookups of other tables that can point to rows of this one. */
    public List<OneToMany> pointingTo(String table) {
        return List.copyOf(referenced.getOrDefault(table, List.of()));
    }

    /** The lookups of this table. */
    public List<OneToMany> lookupsOf(String table) {
        return List.copyOf(referencing.getOrDefault(table, List.of()));
    }

    public List<ManyToMany> manyToManyOf(String table) {
        return List.copyOf(manyToMany.getOrDefault(table, List.of()));
    }

    public void put(TableDefinition table) {
        tables.put(table.logicalName(), table);
        bySet.put(table.setName(), table);
    }

    public void drop(TableDefinition table) {
        tables.remove(table.logicalName());
        bySet.remove(table.setName());
    }

    public void put(Column column) {
        known(column.table()).put(column);
    }

    public void drop(Column column) {
        known(column.table()).drop(column);
    }

    public void put(AlternateKey key) {
        known(key.table()).put(key);
    }

    public void drop(AlternateKey key) {
        known(key.table()).drop(key);
    }

    public void put(OptionSet options) {
        optionSets.put(options.name(), options);
    }

    public void dropOptionSet(String name) {
        optionSets.remove(name);
    }

    public void put(Relationship relationship) {
        drop(relationship);
        relationships.put(relationship.schemaName(), relationship);
        switch (relationship) {
            case OneToMany one -> {
                list(referencing, one.referencing()).add(one);
                list(referenced, one.referenced()).add(one);
            }
            case ManyToMany many -> {
                list(manyToMany, many.table1()).add(many);
                if (!many.table1().equals(many.table2())) {
                    list(manyToMany, many.table2()).add(many);
                }
            }
        }
    }

    public void drop(Relationship relationship) {
        String name = relationship.schemaName();
        relationships.remove(name);
        referencing.values().forEach(all -> all.removeIf(one -> one.schemaName().equals(name)));
        referenced.values().forEach(all -> all.removeIf(one -> one.schemaName().equals(name)));
        manyToMany.values().forEach(all -> all.removeIf(one -> one.schemaName().equals(name)));
    }

    private TableDefinition known(String table) {
        TableDefinition found = tables.get(table);
        if (found == null) {
            throw new IllegalStateException("no table " + table);
        }
        return found;
    }

    private static <T> List<T> list(Map<String, List<T>> map, String name) {
        return map.computeIfAbsent(name, n -> new ArrayList<>());
    }
}
