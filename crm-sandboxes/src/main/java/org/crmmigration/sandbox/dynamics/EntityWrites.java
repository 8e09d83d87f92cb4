package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** POST, PATCH, PUT and DELETE on rows and single properties. */
final class EntityWrites {

    private final Environment environment;
    private final KeyLookup keys;
    private final RowWriter writer;
    private final Deletion deletion;
    private final Navigation navigation;

    EntityWrites(Environment environment, KeyLookup keys, RowWriter writer, Deletion deletion, Navigation navigation) {
        this.environment = environment;
        this.keys = keys;
        this.writer = writer;
        this.deletion = deletion;
        this.navigation = navigation;
    }

    Reply create(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        ObjectNode body = request.json();
        String id = writer.create(tx, table, body, "", request.context());
        request.work().create();
        return answer(tx, request, table, id, address(request, table, id), 201);
    }

    /** Creates a row in a collection of another row: {@code POST /accounts(id)/contact_customer_accounts}. */
    Reply createRelated(Transaction tx, ODataRequest request) {
        TableDefinition parent = environment.set(request.name(0), request.context());
        String parentId = keys.existing(keys.find(parent, request.path().first()), tx);
        OneToMany relationship = environment.metadata().collectionNav(parent.logicalName(), request.name(1));
        if (relationship == null) {
            throw Refusal.segment(request.name(1));
        }
        TableDefinition table = environment.tableNamed(relationship.referencing());
        ObjectNode body = request.json();
        body.put(relationship.singleNav() + "@odata.bind", "/" + parent.setName() + "(" + parentId + ")");
        String id = writer.create(tx, table, body, "", request.context());
        request.work().create();
        return answer(tx, request, table, id, address(request, table, id), 201);
    }

    /** Updates the row, or creates it when there is none and no condition forbids that. */
    Reply upsert(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        KeyLookup.Target target = keys.find(table, request.path().first());
        String id = idOf(target, tx);
        String ifMatch = request.context().condition("if-match");
        if (id == null) {
            if (ifMatch != null) {
                throw missing(target);
            }
            String newId = createAt(tx, target, request);
            request.work().create();
            return answer(tx, request, table, newId, address(request, target), 201);
        }
        if ("*".equals(request.context().condition("if-none-match"))) {
            throw Refusal.of(ErrorCode.DUPLICATE_RECORD, "A record with matching key values already exists.");
        }
        ObjectNode before = existing(tx, table, id);
        requireVersion(before, ifMatch);
        ObjectNode body = request.json();
        if (target instanceof KeyLookup.Target.ByKey byKey) {
            byKey.values().propertyNames().forEach(body::remove);
        }
        writer.update(tx, table, id, before, body, request.context());
        request.work().update();
        return answer(tx, request, table, id, address(request, target), 200);
    }

    Reply delete(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        String id = keys.existing(keys.find(table, request.path().first()), tx);
        requireVersion(existing(tx, table, id), request.context().condition("if-match"));
        deletion.delete(tx, table, id, request.context());
        request.work().update();
        return Replies.noContent();
    }

    /** PUT with {@code {"value":..}} or DELETE of one property. */
    Reply property(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        String id = keys.existing(keys.find(table, request.path().first()), tx);
        Column column = table.column(request.name(1));
        if (column == null || column.type().isLookup()) {
            throw Refusal.segment(request.name(1));
        }
        ObjectNode body = Json.object();
        if (request.method().equals("DELETE")) {
            body.putNull(column.logicalName());
        } else {
            body.set(column.logicalName(), request.json().path("value"));
        }
        writer.update(tx, table, id, existing(tx, table, id), body, request.context());
        request.work().update();
        return Replies.noContent();
    }

    /** Creates the row a URL points to: under its GUID, or with the values of its key. */
    String createAt(Transaction tx, KeyLookup.Target target, ODataRequest request) {
        ObjectNode body = request.json();
        return switch (target) {
            case KeyLookup.Target.ById(TableDefinition table, String id) ->
                writer.create(tx, table, body, id, request.context());
            case KeyLookup.Target.ByKey byKey ->
                writer.create(tx, byKey.table(), withKey(byKey, body), "", request.context());
        };
    }

    /** The body with the values of the key; values of the body win. */
    ObjectNode withKey(KeyLookup.Target.ByKey target, ObjectNode body) {
        ObjectNode all = Json.object();
        target.values().properties().forEach(entry -> {
            Column column = target.table().columnOfMember(entry.getKey());
            if (column != null && column.type().isLookup()) {
                OneToMany lookup = environment
                        .metadata()
                        .lookupsOf(target.table().logicalName())
                        .stream()
                        .filter(one -> one.column().equals(column.logicalName()))
                        .findFirst()
                        .orElseThrow();
                String set = environment.tableNamed(lookup.referenced()).setName();
                all.put(
                        lookup.singleNav() + "@odata.bind",
                        "/" + set + "(" + entry.getValue().asString() + ")");
            } else {
                all.set(entry.getKey(), entry.getValue());
            }
        });
        all.setAll(body);
        return all;
    }

    static @Nullable String idOf(KeyLookup.Target target, Transaction tx) {
        return switch (target) {
            case KeyLookup.Target.ById(TableDefinition table, String id) -> tx.has(table.logicalName(), id) ? id : null;
            case KeyLookup.Target.ByKey byKey -> byKey.id();
        };
    }

    static ObjectNode existing(Transaction tx, TableDefinition table, String id) {
        ObjectNode row = tx.get(table.logicalName(), id);
        if (row == null) {
            throw Refusal.missing(table.logicalName(), id);
        }
        return row;
    }

    private static Refusal missing(KeyLookup.Target target) {
        return switch (target) {
            case KeyLookup.Target.ById(TableDefinition table, String id) -> Refusal.missing(table.logicalName(), id);
            case KeyLookup.Target.ByKey byKey -> KeyLookup.notFound(byKey.table());
        };
    }

    private static void requireVersion(ObjectNode row, @Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(RowView.etag(row))) {
            throw Refusal.of(
                    ErrorCode.CONCURRENCY_VERSION_MISMATCH,
                    "The version of the existing record doesn't match the RowVersion property provided.");
        }
    }

    private Reply answer(
            Transaction tx, ODataRequest request, TableDefinition table, String id, String address, int status) {
        if (!request.context().prefer().representation()) {
            return Replies.stored(address);
        }
        ObjectNode row = existing(tx, table, id);
        ObjectNode shown = navigation.show(table, row, request.options(), request.context());
        request.work().read(1);
        return Replies.json(status, Replies.withContext(request.context(), table.setName() + "/$entity", shown))
                .with(java.util.Map.of("Preference-Applied", "return=representation"));
    }

    private static String address(ODataRequest request, TableDefinition table, String id) {
        return request.context().base() + "/" + table.setName() + "(" + id + ")";
    }

    private static String address(ODataRequest request, KeyLookup.Target target) {
        return switch (target) {
            case KeyLookup.Target.ById(TableDefinition table, String id) -> address(request, table, id);
            case KeyLookup.Target.ByKey byKey ->
                UrlText.address(request.context().base(), byKey.table().setName() + "(" + byKey.text() + ")");
        };
    }
}
