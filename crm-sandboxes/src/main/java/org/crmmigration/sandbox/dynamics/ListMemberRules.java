package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Who may be on a marketing list. Members are rows; the list counts them. */
final class ListMemberRules implements TableRules.Rule {

    private static final Map<Integer, String> KINDS = Map.of(1, "account", 2, "contact", 4, "lead");

    private final Environment environment;
    private final RowWriter writer;

    ListMemberRules(Environment environment, RowWriter writer) {
        this.environment = environment;
        this.writer = writer;
    }

    @Override
    public void beforeSave(Draft draft) {
        ObjectNode list = draft.tx().get("list", draft.text("_listid_value"));
        if (list == null) {
            throw Refusal.missing("list", draft.text("_listid_value"));
        }
        requireChangeable(list);
        String kind = KINDS.getOrDefault(list.path("createdfromcode").asInt(0), "");
        if (!draft.text("_entityid_type").equals(kind)) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_LIST_MEMBER_TYPE, "Unsupported list member type.");
        }
        RowIndex pairs = draft.tx().table("listmember").index("pair");
        if (draft.isNew() && pairs != null && !pairs.like(draft.row()).isEmpty()) {
            throw Refusal.of(ErrorCode.DUPLICATE_RECORD, "Cannot insert duplicate key.");
        }
    }

    @Override
    public void afterSave(Draft draft) {
        count(draft.tx(), draft.text("_listid_value"), 1);
    }

    /** Refuses a list whose members cannot be changed one by one. */
    static void requireChangeable(ObjectNode list) {
        if (list.path("type").asBoolean(false)) {
            throw Refusal.of(ErrorCode.LIST_IS_DYNAMIC, "This operation is not valid for a dynamic list.");
        }
        if (list.path("lockstatus").asBoolean(false)) {
            throw Refusal.of(ErrorCode.LIST_LOCKED, "The list is locked and its members cannot be changed.");
        }
        if (list.path("statecode").asInt(0) != 0) {
            throw Refusal.of(ErrorCode.LIST_IS_NOT_ACTIVE, "The list is not active.");
        }
    }

    void count(Transaction tx, String listId, int change) {
        ObjectNode list = tx.get("list", listId);
        if (list != null) {
            list.put("membercount", list.path("membercount").asInt(0) + change);
            writer.touch(tx, environment.tableNamed("list"), listId, list);
        }
    }
}
