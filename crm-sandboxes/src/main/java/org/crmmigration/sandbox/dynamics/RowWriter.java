package org.crmmigration.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and updates rows. Members the table does not have are refused; columns that cannot be written in this way are
 * ignored; then the rules of the table, keys and duplicate rules have their say. The one way into the store.
 */
final class RowWriter {

    private static final String BIND = "@odata.bind";

    private final Environment environment;
    private final References references;
    private final Values values;
    private final SystemMembers system;
    private final TableRules rules;

    RowWriter(Environment environment, References references) {
        this.environment = environment;
        this.references = references;
        this.values = new Values(environment.metadata(), environment.quirks().rows());
        this.system = new SystemMembers(environment);
        this.rules = new TableRules(environment, this);
    }

    References references() {
        return references;
    }

    /** Stores a new row under the id, or under a new id when it is empty; returns the id. */
    String create(Transaction tx, TableDefinition table, JsonNode body, String wantedId, RequestContext context) {
        environment.security().require("Create", table, context);
        String ownId = Json.text(body, table.primaryId());
        String id = !wantedId.isEmpty() ? wantedId : ownId.isEmpty() ? environment.newId() : ownId;
        id = id.toLowerCase(java.util.Locale.ROOT);
        if (tx.has(table.logicalName(), id)) {
            throw Refusal.of(ErrorCode.DUPLICATE_RECORD, "Cannot insert duplicate key.");
        }
        Draft draft = new Draft(tx, table, id, null, Json.object().put(table.primaryId(), id), body, context);
        Map<OneToMany, JsonNode> nested = new LinkedHashMap<>();
        fill(draft, nested);
        draft.row().put(table.primaryId(), id);
        system.onCreate(draft);
        store(draft);
        nested.forEach((relationship, rows) -> createNested(draft, relationship, rows));
        rules.afterSave(draft);
        return id;
    }

    /** Changes a row. */
    void update(
            Transaction tx,
            TableDefinition table,
            String id,
            ObjectNode before,
            JsonNode body,
            RequestContext context) {
        environment.security().require("Write", table, context);
        Draft draft = new Draft(tx, table, id, before, before.deepCopy(), body, context);
        Map<OneToMany, JsonNode> nested = new LinkedHashMap<>();
        fill(draft, nested);
        if (!nested.isEmpty()) {
            throw Refusal.payload(
                    table.setName(), "Deep update is not supported; change related rows by requests of their own.");
        }
        system.onUpdate(draft);
        store(draft);
        rules.afterSave(draft);
    }

    /** Stores a row that the server itself changes, without rules. */
    void touch(Transaction tx, TableDefinition table, String id, ObjectNode row) {
        row.put("versionnumber", environment.store().nextVersion()).put("modifiedon", environment.nowText());
        tx.put(table.logicalName(), id, row);
    }

    private void store(Draft draft) {
        rules.beforeSave(draft);
        system.requireColumns(draft);
        checkKeys(draft);
        DuplicateDetection.check(environment, draft);
        touch(draft.tx(), draft.table(), draft.id(), draft.row());
    }

    private void fill(Draft draft, Map<OneToMany, JsonNode> nested) {
        if (!draft.sent().isObject()) {
            throw Refusal.payload(draft.table().setName(), "A JSON object was expected.");
        }
        draft.sent().properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.endsWith(BIND)) {
                bind(draft, name.substring(0, name.length() - BIND.length()), entry.getValue());
            } else if (name.indexOf('@') < 0) {
                member(draft, name, entry.getValue(), nested);
            }
        });
    }

    private void bind(Draft draft, String nav, JsonNode reference) {
        if (reference.isNull()) {
            references.clear(draft, nav);
        } else if (reference.isString()) {
            references.bind(draft, nav, reference.asString());
        } else {
            throw Refusal.payload(draft.table().setName(), "The reference of '" + nav + "' is no text.");
        }
    }

    private void member(Draft draft, String name, JsonNode value, Map<OneToMany, JsonNode> nested) {
        String tableName = draft.table().logicalName();
        OneToMany collection = environment.metadata().collectionNav(tableName, name);
        boolean single = !environment.metadata().singleNav(tableName, name).isEmpty();
        if (collection != null && value.isArray()) {
            nested.put(collection, value);
        } else if (single && value.isNull()) {
            references.clear(draft, name);
        } else if (single && value.isObject() && draft.isNew()) {
            deepInsert(draft, name, value);
        } else if (single) {
            throw Refusal.payload(
                    draft.table().setName(),
                    "A 'PrimitiveValue' node with non-null value was found when trying to read the value of the"
                            + " navigation property '" + name + "'; however, a 'StartArray' node, a 'StartObject' node,"
                            + " or a 'PrimitiveValue' node with null value was expected.");
        } else {
            column(draft, name, value);
        }
    }

    private void column(Draft draft, String name, JsonNode value) {
        Column column = environment.column(draft.table(), name, draft.context());
        if (column == null || column.type().isLookup()) {
            boolean lookup = draft.table().columnOfMember(name) != null;
            if (lookup && !environment.quirks().rows().refuseLookupByValue()) {
                return;
            }
            throw Refusal.of(
                    ErrorCode.PAYLOAD,
                    "Invalid property '" + name + "' was found in entity 'Microsoft.Dynamics.CRM."
                            + draft.table().logicalName() + "'. ---> Microsoft.OData.ODataException: The property '"
                            + name + "' does not exist on type 'Microsoft.Dynamics.CRM."
                            + draft.table().logicalName()
                            + "'. Make sure to only use property names that are defined by the type.");
        }
        JsonNode checked = values.check(column, value);
        boolean accepted =
                draft.isNew() ? column.access().create() : column.access().update();
        if (!accepted) {
            return;
        }
        environment.security().requireWrite(column, draft.isNew(), draft.context());
        if (checked.isNull()) {
            draft.row().remove(name);
        } else {
            draft.row().set(name, checked);
        }
    }

    private void deepInsert(Draft draft, String nav, JsonNode body) {
        OneToMany lookup = references.lookups(draft.table(), nav).getFirst();
        TableDefinition target = environment.tableNamed(lookup.referenced());
        String id = create(draft.tx(), target, body, "", draft.context());
        references.bind(draft, nav, "/" + target.setName() + "(" + id + ")");
    }

    private void createNested(Draft parent, OneToMany relationship, JsonNode rows) {
        TableDefinition child = environment.tableNamed(relationship.referencing());
        String reference = "/" + parent.table().setName() + "(" + parent.id() + ")";
        rows.forEach(row -> {
            if (!(row instanceof ObjectNode sent)) {
                throw Refusal.payload(child.setName(), "A JSON object was expected.");
            }
            ObjectNode body = sent.deepCopy();
            body.put(relationship.singleNav() + BIND, reference);
            create(parent.tx(), child, body, "", parent.context());
        });
    }

    private void checkKeys(Draft draft) {
        for (AlternateKey key : draft.table().keys()) {
            RowIndex index = draft.tx().table(draft.table().logicalName()).index(Environment.keyIndex(key));
            boolean taken = key.isActive()
                    && Objects.requireNonNull(index).like(draft.row()).stream().anyMatch(id -> !id.equals(draft.id()));
            if (taken) {
                throw Refusal.of(
                        environment.quirks().keys().duplicateKeyStatus(),
                        ErrorCode.DUPLICATE_RECORD_ENTITY_KEY,
                        "Entity Key " + key.label() + " violated. A record with the same value for "
                                + String.join(", ", key.columns())
                                + " already exists. A duplicate record cannot be created. Select one or more unique"
                                + " values and try again.");
            }
        }
    }
}
