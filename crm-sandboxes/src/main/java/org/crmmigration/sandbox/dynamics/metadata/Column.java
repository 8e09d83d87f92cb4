package org.crmmigration.sandbox.dynamics.metadata;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One column of a table.
 *
 * @param bounds what values may be
 * @param access when a value is taken; otherwise it is ignored without a word
 * @param format {@code DateOnly}, {@code DateAndTime}, {@code Text}, {@code Email} and so on
 * @param behavior of dates: {@code UserLocal}, {@code DateOnly} or {@code TimeZoneIndependent}; empty for other types
 * @param targets tables a lookup can point to
 * @param optionSet name of the choice, empty for columns without options
 * @param description what its maker says of it, empty when nothing
 */
public record Column(
        String table,
        String logicalName,
        String schemaName,
        ColumnType type,
        Bounds bounds,
        Access access,
        Required required,
        String format,
        String behavior,
        List<String> targets,
        String optionSet,
        String label,
        boolean custom,
        String description) {

    public Column {
        targets = List.copyOf(targets);
    }

    /** A column of a table; its logical name is the schema name in lower case. */
    public static ColumnBuilder of(String table, String schemaName, ColumnType type) {
        return new ColumnBuilder(table, schemaName, type);
    }

    /** The same column with other tables to point to. */
    public Column withTargets(List<String> others) {
        return of(table, schemaName, type)
                .bounds(bounds)
                .access(access)
                .required(required)
                .format(format, behavior)
                .targets(others)
                .optionSet(optionSet)
                .label(label)
                .custom(custom)
                .description(description)
                .build();
    }

    /** What a value may be; a length for text, a range and digits for numbers. */
    public record Bounds(int maxLength, BigDecimal min, BigDecimal max, int precision) {

        public static final Bounds NONE = text(0);

        public static Bounds text(int maxLength) {
            return new Bounds(maxLength, BigDecimal.ZERO, BigDecimal.ZERO, 0);
        }

        public static Bounds range(BigDecimal min, BigDecimal max, int precision) {
            return new Bounds(0, min, max, precision);
        }
    }

    /** When the API takes a value for the column. */
    public record Access(boolean create, boolean update) {

        public static final Access FULL = new Access(true, true);
        public static final Access CREATE_ONLY = new Access(true, false);
        public static final Access UPDATE_ONLY = new Access(false, true);
        public static final Access READ_ONLY = new Access(false, false);
    }

    /** The requirement level; only SYSTEM is enforced by the API. */
    public enum Required {
        NONE("None"),
        RECOMMENDED("Recommended"),
        APPLICATION("ApplicationRequired"),
        SYSTEM("SystemRequired");

        private final String word;

        Required(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Required ofWord(String word) {
            for (Required level : values()) {
                if (level.word.equals(word)) {
                    return level;
                }
            }
            return NONE;
        }
    }

    /** Stable over restarts. */
    public UUID id() {
        return UUID.nameUUIDFromBytes(("column:" + table + "." + logicalName).getBytes(StandardCharsets.UTF_8));
    }

    /** The member name in rows: {@code _x_value} for lookups, else the logical name. */
    public String member() {
        return type.isLookup() ? "_" + logicalName + "_value" : logicalName;
    }

    /** The member of a stored row that says which table a lookup points to. */
    public String targetMember() {
        return "_" + logicalName + "_type";
    }

    public boolean isDateOnly() {
        return type == ColumnType.DATETIME && format.equals("DateOnly");
    }
}
