package org.crmmigration.sandbox.dynamics;

import tools.jackson.databind.node.ObjectNode;

/** A connection has a mirror row seen from its other end. */
final class ConnectionRules implements TableRules.Rule {

    private final Environment environment;

    ConnectionRules(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSave(Draft draft) {
        if (!draft.isNew()) {
            return;
        }
        String id = environment.newId();
        ObjectNode mirror = draft.row().deepCopy();
        mirror.put("connectionid", id).put("_relatedconnectionid_value", draft.id());
        swap(draft.row(), mirror, "_record1id_value", "_record2id_value");
        swap(draft.row(), mirror, "_record1id_type", "_record2id_type");
        swap(draft.row(), mirror, "_record1roleid_value", "_record2roleid_value");
        mirror.put("versionnumber", environment.store().nextVersion());
        draft.tx().put("connection", id, mirror);
        draft.row().put("_relatedconnectionid_value", id);
        draft.tx().put("connection", draft.id(), draft.row());
    }

    private static void swap(ObjectNode from, ObjectNode to, String one, String two) {
        copy(from, two, to, one);
        copy(from, one, to, two);
    }

    private static void copy(ObjectNode from, String source, ObjectNode to, String target) {
        to.remove(target);
        if (from.has(source)) {
            to.set(target, from.get(source));
        }
    }
}
