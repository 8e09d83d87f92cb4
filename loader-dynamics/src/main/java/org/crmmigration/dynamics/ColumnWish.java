package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A column that is to exist.
 *
 * @param foreign another maker's, which is used and never made
 * @param label what people read
 * @param options labels, for choices
 */
record ColumnWish(
        String table,
        String column,
        boolean foreign,
        String label,
        Type type,
        List<String> options,
        String migrationKey) {

    /** Types of columns a command may ask for. */
    enum Type {
        /** A text that no two rows share: a column and an alternate key over it. */
        KEY("String", 100),
        /** A text that may be part of an alternate key. */
        CODE("String", 100),
        TEXT("String", 1000),
        MEMO("Memo", 100_000),
        CHOICE("Picklist", 0),
        CHOICES("MultiSelectPicklist", 0),
        FLAG("Boolean", 0),
        WHOLE("Integer", 0),
        DECIMAL("Decimal", 0),
        MONEY("Money", 0),
        DATE("DateTime", 0),
        DATETIME("DateTime", 0);

        private final String metadata;
        private final int length;

        Type(String metadata, int length) {
            this.metadata = metadata;
            this.length = length;
        }

        /** The metadata type without its suffix. */
        String metadata() {
            return metadata;
        }

        int length() {
            return length;
        }

        boolean hasOptions() {
            return this == CHOICE || this == CHOICES;
        }
    }

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("key", Type.KEY),
            Map.entry("code", Type.CODE),
            Map.entry("text", Type.TEXT),
            Map.entry("memo", Type.MEMO),
            Map.entry("choice", Type.CHOICE),
            Map.entry("choices", Type.CHOICES),
            Map.entry("flag", Type.FLAG),
            Map.entry("whole", Type.WHOLE),
            Map.entry("decimal", Type.DECIMAL),
            Map.entry("money", Type.MONEY),
            Map.entry("date", Type.DATE),
            Map.entry("datetime", Type.DATETIME));

    /** Copies the options. */
    ColumnWish {
        options = List.copyOf(options);
    }

    /**
     * The word of commands for a live column.
     *
     * @param unique alone in an alternate key
     */
    static String word(ColumnSchema live, boolean unique) {
        return switch (live.type()) {
            case "String" -> unique ? "key" : live.maxLength() <= Type.CODE.length() ? "code" : "text";
            case "Memo" -> "memo";
            case "Picklist" -> "choice";
            case "MultiSelectPicklist" -> "choices";
            case "Boolean" -> "flag";
            case "Integer" -> "whole";
            case "Money" -> "money";
            case "DateTime" -> live.dateOnly() ? "date" : "datetime";
            default -> "decimal";
        };
    }

    /** The column of a {@code field} object. */
    static ColumnWish ofField(ObjectToWrite object, Names names, RowTypes types) {
        Type type = TYPES.get(text(object, "type"));
        if (type == null) {
            throw RowBuilder.rejected("validation", "type", "is one of " + TYPES.keySet());
        }
        String foreign = object.fields().containsKey("column") ? text(object, "column") : "";
        return new ColumnWish(
                types.table(text(object, "entity")),
                foreign.isEmpty() ? names.columnOfKey(object.key().sourceKey()) : foreign,
                !foreign.isEmpty(),
                text(object, "name"),
                type,
                texts(object.fields().get("options")),
                object.migrationKey());
    }

    /** The multi-select column of a {@code labels} object. */
    static ColumnWish ofLabels(ObjectToWrite object, Names names, RowTypes types) {
        return new ColumnWish(
                types.table(text(object, "entity")),
                names.labels(),
                false,
                "Tags",
                Type.CHOICES,
                texts(object.fields().get("names")),
                object.migrationKey());
    }

    /** {@code table.column}. */
    String id() {
        return table + "." + column;
    }

    /** Whether a live column holds what is wanted; either kind of number with decimals will do. */
    boolean fits(ColumnSchema live) {
        return live.type().equals(type.metadata())
                || (type == Type.DECIMAL && live.type().equals("Double"));
    }

    /** Options a live column lacks. */
    List<String> missing(ColumnSchema live) {
        List<String> missing = new ArrayList<>();
        options.stream().filter(option -> live.option(option).isEmpty()).forEach(missing::add);
        return missing;
    }

    static String text(ObjectToWrite object, String field) {
        if (object.fields().get(field) instanceof Value.Text(var text) && !text.isBlank()) {
            return text;
        }
        throw RowBuilder.rejected("required", field, "is required");
    }

    static List<String> texts(@Nullable Value value) {
        return switch (value) {
            case Value.Texts(var texts) -> texts;
            case Value.Text(var text) -> List.of(text);
            case null, default -> List.of();
        };
    }

    CrmFault.Rejected missingColumn() {
        return RowBuilder.rejected("column-missing", "column", "is " + id() + ", which the environment has not");
    }

    CrmFault.Rejected otherType(ColumnSchema live) {
        return RowBuilder.rejected(
                "column-type", "type", "differs: the environment has " + column + " as " + live.type() + " already");
    }
}
