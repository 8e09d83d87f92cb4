package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Ids in a body that must point to something. */
final class References {

    private final Account account;

    References(Account account) {
        this.account = account;
    }

    void require(String table, String name, long id) {
        if (account.settings().quirks().checkReferences() && account.findLive(table, id) == null) {
            throw Refusal.invalid(name, "no such record: " + id);
        }
    }

    /** Every label must be an option of the label field. */
    void labels(JsonNode ids, String fieldsTable) {
        if (!account.settings().quirks().checkReferences()) {
            return;
        }
        Map<Long, String> known = account.fields().labels(fieldsTable);
        ids.forEach(id -> {
            if (!known.containsKey(id.asLong())) {
                throw Refusal.invalid("label_ids", "no such label: " + id.asLong());
            }
        });
    }
}
