package org.crmmigration.dynamics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.port.CrmFault;

/** Which tables take bulk messages: asked of the environment, since documents contradict each other. */
final class BulkTables {

    private final DynamicsApi api;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    BulkTables(DynamicsApi api) {
        this.api = api;
    }

    /** Whether rows can be created many at once. */
    boolean has(RowType type) {
        return has(type, "CreateMultiple");
    }

    /** Whether rows can be changed many at once. */
    boolean updates(RowType type) {
        return has(type, "UpdateMultiple");
    }

    /** The environment refused after all. */
    void hasNot(RowType type) {
        known.put(key(type, "CreateMultiple"), false);
    }

    /** The environment refused changes after all. */
    void updatesNot(RowType type) {
        known.put(key(type, "UpdateMultiple"), false);
    }

    private boolean has(RowType type, String message) {
        return known.computeIfAbsent(key(type, message), _ -> probe(type.table(), message));
    }

    private static String key(RowType type, String message) {
        return message + " " + type.table();
    }

    private boolean probe(String table, String message) {
        Map<String, String> query = Map.of(
                "$select",
                "sdkmessagefilterid",
                "$filter",
                "sdkmessageid/name eq '" + message + "' and primaryobjecttypecode eq '" + table + "'");
        try {
            return !api.all("sdkmessagefilters", query, Map.of()).isEmpty();
        } catch (CrmFault.Rejected e) {
            return false;
        }
    }
}
