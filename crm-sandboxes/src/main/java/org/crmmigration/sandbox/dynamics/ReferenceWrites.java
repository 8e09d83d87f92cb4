package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** {@code $ref}: associates and disassociates rows, sets and clears lookups. */
final class ReferenceWrites {

    private static final String BIND = "@odata.bind";

    private final Environment environment;
    private final KeyLookup keys;
    private final RowWriter writer;

    ReferenceWrites(Environment environment, KeyLookup keys, RowWriter writer) {
        this.environment = environment;
        this.keys = keys;
        this.writer = writer;
    }

    Reply handle(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        String id = keys.existing(keys.find(table, request.path().first()), tx);
        String nav = request.name(1);
        ManyToMany many = environment.metadata().manyToManyNav(table.logicalName(), nav);
        OneToMany collection = environment.metadata().collectionNav(table.logicalName(), nav);
        request.work().update();
        if (many != null) {
            pair(tx, request, new ManyToManyRows(environment, many, table.logicalName(), nav), id);
        } else if (collection != null) {
            child(tx, request, collection, "/" + table.setName() + "(" + id + ")");
        } else {
            lookup(tx, request, table, id, nav);
        }
        return Replies.noContent();
    }

    private void pair(Transaction tx, ODataRequest request, ManyToManyRows pairs, String id) {
        References.Found partner = partner(tx, request, pairs.otherTable());
        if (request.method().equals("DELETE")) {
            if (!pairs.remove(tx, id, partner.id())) {
                throw Refusal.missing(pairs.otherTable(), partner.id());
            }
        } else {
            pairs.add(tx, id, partner.id());
        }
    }

    /** Who is meant: in the body, in the path after the navigation property, or in the query as {@code $id}. */
    private References.Found partner(Transaction tx, ODataRequest request, String table) {
        if (!request.method().equals("DELETE")) {
            return writer.references().resolve(References.ofRefBody(request.json()), tx, request.context());
        }
        String inPath = request.path().at(1).arguments();
        String inQuery = request.query().get("$id");
        if (inPath != null) {
            TableDefinition other = environment.tableNamed(table);
            return new References.Found(
                    other, keys.existing(keys.find(other, request.path().at(1)), tx));
        }
        if (inQuery == null) {
            throw Refusal.syntax("The request names no row to disassociate.");
        }
        return writer.references().resolve(inQuery, tx, request.context());
    }

    private void child(Transaction tx, ODataRequest request, OneToMany collection, String parent) {
        References.Found child = partner(tx, request, collection.referencing());
        ObjectNode body = Json.object();
        if (request.method().equals("DELETE")) {
            body.putNull(collection.singleNav() + BIND);
        } else {
            body.put(collection.singleNav() + BIND, parent);
        }
        ObjectNode before = EntityWrites.existing(tx, child.table(), child.id());
        writer.update(tx, child.table(), child.id(), before, body, request.context());
    }

    private void lookup(Transaction tx, ODataRequest request, TableDefinition table, String id, String nav) {
        if (environment.metadata().singleNav(table.logicalName(), nav).isEmpty()) {
            throw Refusal.segment(nav);
        }
        ObjectNode body = Json.object();
        if (request.method().equals("DELETE")) {
            body.putNull(nav + BIND);
        } else {
            body.put(nav + BIND, References.ofRefBody(request.json()));
        }
        writer.update(tx, table, id, EntityWrites.existing(tx, table, id), body, request.context());
    }
}
