package org.crmmigration.dynamics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RowType} field by field. */
final class RowTypeBuilder {
    private final String word;
    private final String table;
    private final String set;
    private final String id;
    private final Map<String, RowType.Column> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> lookups = new LinkedHashMap<>();
    private final Map<String, Object> constants = new LinkedHashMap<>();
    private final Map<String, String> states = new LinkedHashMap<>();
    private @Nullable String parent;
    private boolean keyed;

    RowTypeBuilder(String word, String table, String set, String id) {
        this.word = word;
        this.table = table;
        this.set = set;
        this.id = id;
    }

    RowTypeBuilder value(String logical, String column) {
        columns.put(logical, new RowType.Column(column, RowType.Role.VALUE));
        return this;
    }

    RowTypeBuilder reference(String logical, String column, Map<String, String> navigations) {
        columns.put(logical, new RowType.Column(column, RowType.Role.REFERENCE));
        return lookup(column, navigations);
    }

    RowTypeBuilder lookup(String column, Map<String, String> navigations) {
        lookups.put(column, navigations);
        return this;
    }

    RowTypeBuilder address() {
        return value("address.line1", "address1_line1")
                .value("address.line2", "address1_line2")
                .value("address.city", "address1_city")
                .value("address.state", "address1_stateorprovince")
                .value("address.postal_code", "address1_postalcode")
                .value("address.country", "address1_country");
    }

    RowTypeBuilder owned() {
        columns.put("owner", new RowType.Column("ownerid", RowType.Role.OWNER));
        columns.put("created_at", new RowType.Column("overriddencreatedon", RowType.Role.CREATED));
        lookups.putAll(RowType.OWNED);
        return this;
    }

    RowTypeBuilder labels() {
        columns.put("labels", new RowType.Column("tags", RowType.Role.LABELS));
        return this;
    }

    RowTypeBuilder currency() {
        columns.put("currency", new RowType.Column("transactioncurrencyid", RowType.Role.CURRENCY));
        return lookup("transactioncurrencyid", RowType.CURRENCY);
    }

    RowTypeBuilder regarding(String activity) {
        String navigation = "regardingobjectid_%s_" + activity;
        parent = "regardingobjectid";
        return reference("contact", "regardingobjectid", RowType.targets(navigation))
                .reference("account", "regardingobjectid", RowType.targets(navigation))
                .reference("opportunity", "regardingobjectid", RowType.targets(navigation));
    }

    /** A lookup of a custom table; its navigation property is named like its column. */
    RowTypeBuilder link(String logical, String column, String set) {
        return reference(logical, column, Map.of(set, column));
    }

    /** A field that only orders commands and is no column. */
    RowTypeBuilder after(String logical) {
        columns.put(logical, new RowType.Column("", RowType.Role.NONE));
        return this;
    }

    RowTypeBuilder state(String name, String codes) {
        columns.put("state", new RowType.Column("statecode", RowType.Role.STATE));
        states.put(name, codes);
        return this;
    }

    RowTypeBuilder constant(String column, Object value) {
        constants.put(column, value);
        return this;
    }

    RowTypeBuilder parent(String column) {
        parent = column;
        return this;
    }

    RowTypeBuilder keyed() {
        keyed = true;
        return this;
    }

    RowType build() {
        return new RowType(
                word,
                table,
                set,
                id,
                Collections.unmodifiableMap(columns),
                Map.copyOf(lookups),
                Map.copyOf(constants),
                Map.copyOf(states),
                parent,
                keyed);
    }
}
