package org.crmmigration.sandbox.dynamics;

import java.util.Set;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.KeyJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Creates, deletes and reactivates alternate keys within the vendor's limits. */
final class KeyWrites {

    private static final int MOST_KEYS = 10;
    private static final int MOST_COLUMNS = 16;
    private static final int MOST_BYTES = 900;
    private static final int OTHER_BYTES = 16;
    private static final Set<ColumnType> ALLOWED = Set.of(
            ColumnType.DECIMAL,
            ColumnType.INTEGER,
            ColumnType.STRING,
            ColumnType.DATETIME,
            ColumnType.LOOKUP,
            ColumnType.PICKLIST);

    private final Environment environment;
    private final KeyIndexing indexing;

    KeyWrites(Environment environment, KeyIndexing indexing) {
        this.environment = environment;
        this.indexing = indexing;
    }

    String create(Transaction tx, TableDefinition table, ObjectNode body) {
        int polls = environment.quirks().keys().pollsUntilActive();
        AlternateKey key = KeyJson.parse(table.logicalName(), body, polls);
        checkNames(table, key);
        checkColumns(table, key);
        indexing.save(tx, indexing.started(key, polls));
        return "EntityDefinitions(" + table.id() + ")/Keys(" + key.id() + ")";
    }

    String delete(Transaction tx, TableDefinition table, ResourcePath.Segment segment) {
        tx.remove(MetadataRows.KEY, Definitions.key(table, segment).id().toString());
        return "";
    }

    void reactivate(Transaction tx, AlternateKey key) {
        if (key.status() != AlternateKey.Status.FAILED) {
            throw Refusal.of(ErrorCode.REACTIVATE_ONLY_FAILED, "Only a failed key can be reactivated.");
        }
        indexing.save(tx, indexing.started(key, environment.quirks().keys().pollsUntilActive()));
    }

    private static void checkNames(TableDefinition table, AlternateKey key) {
        for (AlternateKey other : table.keys()) {
            if (other.schemaName().equalsIgnoreCase(key.schemaName())) {
                throw Refusal.of(
                        ErrorCode.ENTITY_KEY_NAME_EXISTS,
                        "An entity key with the name " + key.schemaName() + " already exists.");
            }
            if (Set.copyOf(other.columns()).equals(Set.copyOf(key.columns()))) {
                throw Refusal.of(
                        ErrorCode.ENTITY_KEY_COLUMNS_EXIST,
                        "An entity key with the selected attributes already exists.");
            }
        }
        if (table.keys().size() >= MOST_KEYS) {
            throw Refusal.invalid("A table can have at most " + MOST_KEYS + " alternate keys.");
        }
    }

    private void checkColumns(TableDefinition table, AlternateKey key) {
        if (key.columns().isEmpty() || key.columns().size() > MOST_COLUMNS) {
            throw Refusal.invalid("A key has 1 to " + MOST_COLUMNS + " columns.");
        }
        int bytes = 0;
        for (String name : key.columns()) {
            Column column = table.column(name);
            if (column == null || !ALLOWED.contains(column.type())) {
                throw Refusal.invalid("The column " + name + " cannot be part of a key.");
            }
            if (environment.security().isSecured(column)) {
                throw Refusal.of(ErrorCode.KEY_COLUMN_SECURED, "A secured column cannot be part of a key.");
            }
            bytes += column.type().isText() ? 2 * column.bounds().maxLength() : OTHER_BYTES;
        }
        if (bytes > MOST_BYTES) {
            throw Refusal.of(
                    ErrorCode.INDEX_SIZE, "The key would be " + bytes + " bytes long, more than " + MOST_BYTES + ".");
        }
    }
}
