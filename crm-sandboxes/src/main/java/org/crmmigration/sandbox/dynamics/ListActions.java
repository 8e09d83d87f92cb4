package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts rows on marketing lists and takes them off. */
final class ListActions {

    private final Environment environment;
    private final KeyLookup keys;
    private final RowWriter writer;
    private final Deletion deletion;

    ListActions(Environment environment, KeyLookup keys, RowWriter writer, Deletion deletion) {
        this.environment = environment;
        this.keys = keys;
        this.writer = writer;
        this.deletion = deletion;
    }

    /** {@code AddMemberList}, bound to a list; the member is of the list's own kind. */
    Reply add(Transaction tx, ODataRequest request) {
        String list = list(tx, request);
        String member = addMember(tx, list, entityId(request), request.context());
        request.work().create();
        ObjectNode body = Json.object().put("Id", member);
        return Replies.ok(Replies.withContext(request.context(), "Microsoft.Dynamics.CRM.AddMemberListResponse", body));
    }

    /** {@code RemoveMemberList}, bound to a list. */
    Reply remove(Transaction tx, ODataRequest request) {
        String list = list(tx, request);
        ListMemberRules.requireChangeable(EntityWrites.existing(tx, environment.tableNamed("list"), list));
        RowIndex pairs = tx.table("listmember").index("pair");
        ObjectNode pair = Json.object().put("_listid_value", list).put("_entityid_value", entityId(request));
        if (pairs == null || pairs.like(pair).isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_A_LIST_MEMBER, "The record is not a member of the list.");
        }
        deletion.delete(
                tx, environment.tableNamed("listmember"), pairs.like(pair).first(), request.context());
        request.work().update();
        return Replies.noContent();
    }

    /** {@code AddListMembersList}, unbound. */
    Reply addAll(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        String list = Json.text(body.path("List"), "listid");
        JsonNode members = body.path("Members");
        String kind = Json.text(body.path("List"), "@odata.type").replace("#", "");
        if (!kind.equals("Microsoft.Dynamics.CRM.list")) {
            throw Refusal.of(
                    ErrorCode.PAYLOAD, "The parameter 'List' needs an @odata.type of 'Microsoft.Dynamics.CRM.list'.");
        }
        if (list.isEmpty() || !members.isArray() || members.isEmpty()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameters 'List' and 'Members' are required.");
        }
        for (JsonNode member : members) {
            String type = Json.text(member, "@odata.type").replace("#", "").replace("Microsoft.Dynamics.CRM.", "");
            TableDefinition table = environment.metadata().table(type);
            if (table == null) {
                throw Refusal.of(ErrorCode.PAYLOAD, "A member has no known @odata.type.");
            }
            addMember(tx, list, type, Json.text(member, table.primaryId()), request.context());
        }
        request.work().bulk(members.size());
        return Replies.noContent();
    }

    private String addMember(Transaction tx, String listId, String memberId, RequestContext context) {
        ObjectNode list = EntityWrites.existing(tx, environment.tableNamed("list"), listId);
        String kind = list.path("createdfromcode").asInt(0) == 1 ? "account" : "contact";
        String actual = tx.has(kind, memberId) ? kind : kind.equals("account") ? "contact" : "account";
        return addMember(tx, listId, tx.has(actual, memberId) ? actual : kind, memberId, context);
    }

    private String addMember(Transaction tx, String listId, String kind, String memberId, RequestContext context) {
        RowIndex pairs = tx.table("listmember").index("pair");
        ObjectNode pair = Json.object().put("_listid_value", listId).put("_entityid_value", memberId);
        if (pairs != null
                && !pairs.like(pair).isEmpty()
                && environment.quirks().sales().repeatedMemberIsHarmless()) {
            return pairs.like(pair).first();
        }
        TableDefinition table = environment.tableNamed(kind);
        ObjectNode body = Json.object()
                .put("listid@odata.bind", "/lists(" + listId + ")")
                .put("entityid_" + kind + "@odata.bind", "/" + table.setName() + "(" + memberId + ")");
        return writer.create(tx, environment.tableNamed("listmember"), body, "", context);
    }

    private String list(Transaction tx, ODataRequest request) {
        TableDefinition table = environment.set(request.name(0), request.context());
        if (!table.logicalName().equals("list")) {
            throw Refusal.segment(request.name(1));
        }
        return keys.existing(keys.find(table, request.path().first()), tx);
    }

    private static String entityId(ODataRequest request) {
        String id = Json.text(request.json(), "EntityId");
        if (id.isEmpty()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameter 'EntityId' is missing.");
        }
        return id.toLowerCase(java.util.Locale.ROOT);
    }
}
