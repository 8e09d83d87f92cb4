package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Json;

/** A unit group comes with its base unit. */
final class UnitRules implements TableRules.Rule {

    private final Environment environment;

    UnitRules(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSave(Draft draft) {
        if (!draft.isNew() || !draft.has("baseuomname")) {
            return;
        }
        String id = environment.newId();
        draft.tx()
                .put(
                        "uom",
                        id,
                        Json.object()
                                .put("uomid", id)
                                .put("name", draft.text("baseuomname"))
                                .put("quantity", 1)
                                .put("isschedulebaseuom", true)
                                .put("_uomscheduleid_value", draft.id())
                                .put("createdon", environment.nowText())
                                .put("modifiedon", environment.nowText())
                                .put("versionnumber", environment.store().nextVersion()));
    }
}
