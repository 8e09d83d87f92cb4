package org.crmmigration.sandbox.dynamics;

import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnJson;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.OptionSetJson;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.RelationshipJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes columns, with their local choices. */
final class ColumnWrites {

    /** The value of the first option that comes without one: the default publisher's prefix. */
    static final int FIRST_OPTION = 100_000_000;

    private static final String CURRENCY = "transactioncurrencyid";
    private static final String BASE = "_base";
    private static final String GLOBAL = "GlobalOptionSet@odata.bind";

    private final Environment environment;

    ColumnWrites(Environment environment) {
        this.environment = environment;
    }

    String create(Transaction tx, TableDefinition table, ObjectNode body) {
        ColumnType type = ColumnJson.typeOf(body);
        if (type.isLookup() || type == ColumnType.STATE || type == ColumnType.STATUS) {
            throw Refusal.invalid("A column of this type is not created this way.");
        }
        Column column = ColumnJson.parse(table.logicalName(), body, optionSet(tx, table, type, body));
        save(tx, table, column);
        if (type == ColumnType.MONEY) {
            Column base = base(column);
            tx.put(MetadataRows.COLUMN, base.id().toString(), ColumnJson.write(base, table));
            currency(tx, table);
        }
        environment.announce(table.logicalName() + "." + column.logicalName());
        return "EntityDefinitions(" + table.id() + ")/Attributes(" + column.id() + ")";
    }

    /** The first money column of a table brings the currency of its rows along. */
    private void currency(Transaction tx, TableDefinition table) {
        if (table.column(CURRENCY) != null) {
            return;
        }
        save(
                tx,
                table,
                Column.of(table.logicalName(), CURRENCY, ColumnType.LOOKUP)
                        .targets(List.of("transactioncurrency"))
                        .label("Currency")
                        .custom(true)
                        .build());
        String name = "TransactionCurrency_" + table.logicalName();
        OneToMany relationship = new OneToMany(
                name, "transactioncurrency", table.logicalName(), CURRENCY, CURRENCY, name, OnDelete.RESTRICT);
        tx.put(MetadataRows.RELATIONSHIP, relationship.id().toString(), RelationshipJson.write(relationship));
    }

    /** Stores a new column, refused when the table has one of that name. */
    void save(Transaction tx, TableDefinition table, Column column) {
        if (table.column(column.logicalName()) != null) {
            throw Refusal.of(
                    ErrorCode.DUPLICATE_ATTRIBUTE_SCHEMA_NAME,
                    "Attribute " + column.schemaName() + " already exists on entity " + table.logicalName() + ".");
        }
        tx.put(MetadataRows.COLUMN, column.id().toString(), ColumnJson.write(column, table));
    }

    String update(Transaction tx, TableDefinition table, ResourcePath.Segment segment, ObjectNode body) {
        Column old = Definitions.column(table, segment);
        if (!old.custom()) {
            throw Refusal.of(ErrorCode.NOT_SUPPORTED, "The column " + old.logicalName() + " cannot be changed.");
        }
        ObjectNode all = ColumnJson.write(old, table);
        body.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        Column changed = ColumnJson.parse(table.logicalName(), all, old.optionSet());
        boolean same = changed.type() == old.type() && changed.logicalName().equals(old.logicalName());
        if (!same) {
            throw Refusal.invalid("The type and the name of a column cannot be changed.");
        }
        tx.put(MetadataRows.COLUMN, changed.id().toString(), ColumnJson.write(changed, table));
        return "";
    }

    String delete(Transaction tx, TableDefinition table, ResourcePath.Segment segment) {
        Column column = Definitions.column(table, segment);
        boolean inKey = table.keys().stream().anyMatch(key -> key.columns().contains(column.logicalName()));
        if (!column.custom()
                || inKey
                || column.logicalName().equals(table.names().primaryName())) {
            throw Refusal.of(
                    ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                    "The column " + column.logicalName() + " is referenced and cannot be deleted.");
        }
        forgetValues(tx, table, column);
        tx.remove(MetadataRows.COLUMN, column.id().toString());
        Column base = table.column(column.logicalName() + BASE);
        if (column.type() == ColumnType.MONEY && base != null && base.custom()) {
            forgetValues(tx, table, base);
            tx.remove(MetadataRows.COLUMN, base.id().toString());
        }
        boolean local = column.optionSet().equals(localName(table, column.logicalName()));
        if (local) {
            tx.remove(
                    MetadataRows.OPTION_SET, OptionSet.idOf(column.optionSet()).toString());
        }
        return "";
    }

    static void forgetValues(Transaction tx, TableDefinition table, Column column) {
        for (String id : List.copyOf(tx.table(table.logicalName()).rows().keySet())) {
            ObjectNode row = tx.get(table.logicalName(), id);
            if (row != null && row.has(column.member())) {
                row.remove(column.member());
                tx.put(table.logicalName(), id, row);
            }
        }
    }

    private String optionSet(Transaction tx, TableDefinition table, ColumnType type, ObjectNode body) {
        if (!type.hasOptions() && type != ColumnType.BOOLEAN) {
            return "";
        }
        String global = Json.text(body, GLOBAL);
        if (!global.isEmpty()) {
            return globalName(global);
        }
        String logicalName = ColumnJson.schemaName(body).toLowerCase(java.util.Locale.ROOT);
        String name = localName(table, logicalName);
        boolean taken = table.column(logicalName) != null;
        if (!taken) {
            OptionSet set = options(type, name, body);
            tx.put(MetadataRows.OPTION_SET, set.id().toString(), OptionSetJson.write(set));
        }
        return name;
    }

    private static OptionSet options(ColumnType type, String name, ObjectNode body) {
        boolean none = !body.path("OptionSet").isObject();
        if (type == ColumnType.BOOLEAN && none) {
            return new OptionSet(name, false, List.of(new OptionSet.Option(0, "No"), new OptionSet.Option(1, "Yes")));
        }
        if (none) {
            throw Refusal.invalid("A choice column needs an OptionSet or a GlobalOptionSet.");
        }
        return OptionSetJson.parse(name, false, body.path("OptionSet"), FIRST_OPTION);
    }

    private String globalName(String reference) {
        ResourcePath.Segment segment = ResourcePath.parse(reference).first();
        String wanted = segment.keys().values().iterator().next().text();
        return environment.metadata().globalOptionSets().stream()
                .filter(one -> one.name().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .map(OptionSet::name)
                .orElseThrow(() -> Refusal.missing("OptionSet", wanted));
    }

    private static String localName(TableDefinition table, String column) {
        return table.logicalName() + "_" + column;
    }

    /** The column with the amount in the organisation's currency, which the server computes. */
    private static Column base(Column money) {
        return Column.of(money.table(), money.schemaName() + "_Base", money.type())
                .bounds(money.bounds())
                .access(Column.Access.READ_ONLY)
                .label(money.label() + " (Base)")
                .custom(true)
                .build();
    }
}
