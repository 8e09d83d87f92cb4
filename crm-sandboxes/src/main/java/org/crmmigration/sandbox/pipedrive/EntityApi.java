package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import org.crmmigration.sandbox.pipedrive.Attribute.Access;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Create, update, read and delete of one kind of v2 record. Called under the store's lock. */
final class EntityApi {

    private static final Set<String> ADDRESSES = Set.of("address", "location", "postal_address");

    private final Account account;
    private final EntityType type;
    private final Rules rules;
    private final EntityBody shapes;
    private final CustomValues customValues;
    private final References references;
    private final EntityView view;

    EntityApi(Account account, EntityType type, Rules rules) {
        this.account = account;
        this.type = type;
        this.rules = rules;
        this.shapes = new EntityBody(account, type);
        this.customValues = new CustomValues(account);
        this.references = new References(account);
        this.view = new EntityView(account, type);
    }

    EntityType type() {
        return type;
    }

    Reply create(Request request) {
        ObjectNode body = request.objectBody();
        shapes.check(body, true);
        ObjectNode row = Json.object();
        type.attributes().stream()
                .filter(attribute -> attribute.access() != Access.INPUT)
                .forEach(attribute -> row.putNull(attribute.name()));
        Table table = account.table(type.path());
        long id = table.nextId();
        row.put("id", id).put("is_deleted", false).put("add_time", account.rfcNow());
        row.put(Account.CREATED, account.now().toEpochMilli());
        store(id, new Rules.Change(body, row, null));
        return Envelope.ok(type.createdStatus(), view.of(row, request.params()));
    }

    Reply update(Request request) {
        ObjectNode body = request.objectBody();
        long id = request.id("id");
        ObjectNode before = account.findLive(type.path(), id);
        if (before == null) {
            throw notFound();
        }
        shapes.check(body, false);
        ObjectNode row = before.deepCopy();
        store(id, new Rules.Change(body, row, before));
        return Envelope.ok(view.of(row, request.params()));
    }

    Reply get(Request request) {
        ObjectNode row = account.find(type.path(), request.id("id"));
        boolean hidden = row != null
                && Account.isDeleted(row)
                && !account.settings().quirks().deletedReadable();
        if (row == null || hidden) {
            throw notFound();
        }
        return Envelope.ok(view.of(row, request.params()));
    }

    Reply delete(Request request) {
        long id = request.id("id");
        ObjectNode row = account.find(type.path(), id);
        if (row == null) {
            throw notFound();
        }
        if (Account.isDeleted(row)) {
            return deletedAgain(id);
        }
        row.put("is_deleted", true).put("update_time", account.rfcNow());
        row.put(Account.DELETED, account.now().toEpochMilli());
        account.save(type.path(), id, row);
        return Envelope.ok(Json.object().put("id", id));
    }

    private Reply deletedAgain(long id) {
        int status = account.settings().quirks().deletedAgain();
        if (status == 200) {
            return Envelope.ok(Json.object().put("id", id));
        }
        throw status == 404 ? notFound() : Refusal.gone(status);
    }

    ObjectNode view(ObjectNode row, Params params) {
        return view.of(row, params);
    }

    private Refusal notFound() {
        return Refusal.notFound("Entity was not found");
    }

    private void store(long id, Rules.Change change) {
        change.body().properties().forEach(member -> put(change.row(), member));
        if (type.fieldsTable() != null) {
            custom(change, type.fieldsTable());
        }
        rules.apply(change);
        change.row().put("update_time", account.rfcNow());
        account.save(type.path(), id, change.row());
    }

    private void put(ObjectNode row, Map.Entry<String, JsonNode> member) {
        Attribute attribute = type.attribute(member.getKey());
        if (attribute == null
                || attribute.access() == Access.INPUT
                || member.getKey().equals("custom_fields")) {
            return;
        }
        JsonNode value = member.getValue();
        row.set(
                member.getKey(),
                ADDRESSES.contains(attribute.name()) && value.isObject()
                        ? Addresses.complete(member.getKey(), value)
                        : value);
    }

    private void custom(Rules.Change change, String fieldsTable) {
        JsonNode stored = change.row().path("custom_fields");
        ObjectNode values = stored instanceof ObjectNode object ? object : Json.object();
        JsonNode sent = change.body().get("custom_fields");
        if (sent != null) {
            customValues.merge(values, sent, fieldsTable, type.noun());
        }
        change.row().set("custom_fields", values);
        if (change.body().has("label_ids")) {
            references.labels(change.body().path("label_ids"), fieldsTable);
        }
    }
}
