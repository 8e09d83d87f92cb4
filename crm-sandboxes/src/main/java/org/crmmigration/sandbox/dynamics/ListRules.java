package org.crmmigration.sandbox.dynamics;

/** Marketing lists: static unless said otherwise, empty at first, of one kind of member. */
final class ListRules implements TableRules.Rule {

    @Override
    public void beforeSave(Draft draft) {
        if (draft.isNew()) {
            draft.row().put("membercount", 0);
            draft.row().put("type", draft.row().path("type").asBoolean(false));
            draft.row().put("lockstatus", draft.row().path("lockstatus").asBoolean(false));
        }
        draft.row().set("membertype", draft.value("createdfromcode"));
    }
}
