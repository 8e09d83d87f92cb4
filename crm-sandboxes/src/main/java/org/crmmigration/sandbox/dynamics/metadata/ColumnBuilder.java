package org.crmmigration.sandbox.dynamics.metadata;

import java.util.List;
import java.util.Locale;
import org.crmmigration.sandbox.dynamics.metadata.Column.Access;
import org.crmmigration.sandbox.dynamics.metadata.Column.Bounds;
import org.crmmigration.sandbox.dynamics.metadata.Column.Required;

/**
 * Builds a {@link Column}: unless said otherwise a standard one without bounds that is always taken and never required,
 * labelled by its schema name.
 */
public final class ColumnBuilder {

    private final String table;
    private final String schemaName;
    private final ColumnType type;
    private Bounds bounds = Bounds.NONE;
    private Access access = Access.FULL;
    private Required required = Required.NONE;
    private String format = "";
    private String behavior = "";
    private List<String> targets = List.of();
    private String optionSet = "";
    private String label;
    private boolean custom;
    private String description = "";

    ColumnBuilder(String table, String schemaName, ColumnType type) {
        this.table = table;
        this.schemaName = schemaName;
        this.type = type;
        this.label = schemaName;
    }

    /** What values may be. */
    public ColumnBuilder bounds(Bounds value) {
        bounds = value;
        return this;
    }

    /** When a value is taken. */
    public ColumnBuilder access(Access value) {
        access = value;
        return this;
    }

    /** The requirement level. */
    public ColumnBuilder required(Required value) {
        required = value;
        return this;
    }

    /** The format, and the behavior of dates. */
    public ColumnBuilder format(String value, String ofDates) {
        format = value;
        behavior = ofDates;
        return this;
    }

    /** Tables a lookup can point to. */
    public ColumnBuilder targets(List<String> tables) {
        targets = tables;
        return this;
    }

    /** The name of its choice. */
    public ColumnBuilder optionSet(String name) {
        optionSet = name;
        return this;
    }

    /** What people see. */
    public ColumnBuilder label(String text) {
        label = text;
        return this;
    }

    /** Whether somebody added it. */
    public ColumnBuilder custom(boolean value) {
        custom = value;
        return this;
    }

    /** What its maker says of it. */
    public ColumnBuilder description(String text) {
        description = text;
        return this;
    }

    /** The column; its logical name is the schema name in lower case. */
    public Column build() {
        return new Column(
                table,
                schemaName.toLowerCase(Locale.ROOT),
                schemaName,
                type,
                bounds,
                access,
                required,
                format,
                behavior,
                targets,
                optionSet,
                label,
                custom,
                description);
    }
}
