package org.crmmigration.sandbox.dynamics.metadata;

import java.math.BigDecimal;
import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.Column.Access;
import org.crmmigration.sandbox.dynamics.metadata.Column.Bounds;
import org.crmmigration.sandbox.dynamics.metadata.Column.Required;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;

/** The columns that tables have without being asked: key, audit columns, owner, state, import marks. */
public final class SystemColumns {

    private static final BigDecimal MOST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Metadata metadata;
    private final TableDefinition table;

    private SystemColumns(Metadata metadata, TableDefinition table) {
        this.metadata = metadata;
        this.table = table;
    }

    /** Adds key, audit columns and, where rows have one, the owner. */
    public static void addTo(Metadata metadata, TableDefinition table) {
        SystemColumns columns = new SystemColumns(metadata, table);
        columns.plain(table.primaryId(), ColumnType.UNIQUEIDENTIFIER, Access.CREATE_ONLY, Bounds.NONE);
        columns.plain(
                "versionnumber", ColumnType.BIGINT, Access.READ_ONLY, Bounds.range(MOST_LONG.negate(), MOST_LONG, 0));
        columns.plain(
                "importsequencenumber",
                ColumnType.INTEGER,
                Access.CREATE_ONLY,
                Bounds.range(MOST_INT.negate(), MOST_INT, 0));
        columns.date("createdon", "DateAndTime", Access.READ_ONLY);
        columns.date("modifiedon", "DateAndTime", Access.READ_ONLY);
        columns.date("overriddencreatedon", "DateOnly", Access.CREATE_ONLY);
        columns.user("createdby");
        columns.user("modifiedby");
        columns.user("createdonbehalfby");
        if (table.traits().owned()) {
            columns.owner();
        }
    }

    /** Adds Active and Inactive with one reason each, as custom tables have them. */
    public static void addActiveInactive(Metadata metadata, TableDefinition table) {
        addStates(
                metadata,
                table,
                List.of(new OptionSet.Option(0, "Active"), new OptionSet.Option(1, "Inactive")),
                List.of(new OptionSet.Option(1, "Active", 0), new OptionSet.Option(2, "Inactive", 1)));
    }

    /** Adds {@code statecode} and {@code statuscode}; the first state is that of new rows, its first reason the default. */
    public static void addStates(
            Metadata metadata, TableDefinition table, List<OptionSet.Option> states, List<OptionSet.Option> reasons) {
        String name = table.logicalName();
        metadata.put(new OptionSet(name + "_statecode", false, states));
        metadata.put(new OptionSet(name + "_statuscode", false, reasons));
        metadata.put(choice(name, "statecode", ColumnType.STATE, Access.UPDATE_ONLY));
        metadata.put(choice(name, "statuscode", ColumnType.STATUS, Access.FULL));
    }

    private static Column choice(String table, String name, ColumnType type, Access access) {
        return Column.of(table, name, type)
                .access(access)
                .required(Required.SYSTEM)
                .optionSet(table + "_" + name)
                .build();
    }

    private void plain(String name, ColumnType type, Access access, Bounds bounds) {
        Required required = name.equals(table.primaryId()) ? Required.SYSTEM : Required.NONE;
        metadata.put(Column.of(table.logicalName(), name, type)
                .bounds(bounds)
                .access(access)
                .required(required)
                .build());
    }

    private void date(String name, String format, Access access) {
        metadata.put(Column.of(table.logicalName(), name, ColumnType.DATETIME)
                .access(access)
                .format(format, "UserLocal")
                .build());
    }

    private void user(String name) {
        lookup(name, ColumnType.LOOKUP, Access.READ_ONLY, List.of("systemuser"));
    }

    private void owner() {
        lookup("ownerid", ColumnType.OWNER, Access.FULL, List.of("systemuser", "team"));
        lookup("owninguser", ColumnType.LOOKUP, Access.READ_ONLY, List.of("systemuser"));
        lookup("owningbusinessunit", ColumnType.LOOKUP, Access.READ_ONLY, List.of("businessunit"));
    }

    private void lookup(String name, ColumnType type, Access access, List<String> targets) {
        String tableName = table.logicalName();
        metadata.put(
                Column.of(tableName, name, type).access(access).targets(targets).build());
        for (String target : targets) {
            String schema = "lk_" + tableName + "_" + name + "_" + target;
            metadata.put(new OneToMany(schema, target, tableName, name, name, schema, OnDelete.NO_CASCADE));
        }
    }
}
