package org.crmmigration.sandbox.dynamics;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** What the application user may not do. Can be changed while the sandbox runs. Thread-safe. */
public final class Security {

    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Set<String> secured = ConcurrentHashMap.newKeySet();

    Security(Set<String> missingPrivileges, Set<String> securedColumns) {
        missingPrivileges.forEach(this::deny);
        secured.addAll(securedColumns);
    }

    /** Takes a privilege away, for example {@code prvCreateContact}. */
    public void deny(String privilege) {
        missing.add(privilege.toLowerCase(Locale.ROOT));
    }

    public void grant(String privilege) {
        missing.remove(privilege.toLowerCase(Locale.ROOT));
    }

    /** Secures a column, written {@code table.column}. */
    public void secure(String column) {
        secured.add(column);
    }

    void require(String action, TableDefinition table, RequestContext context) {
        String name = table.names().schemaName();
        require("prv" + action + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), context);
    }

    void require(String privilege, RequestContext context) {
        if (!missing.isEmpty() && missing.contains(privilege.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(
                    ErrorCode.PRIVILEGE_DENIED,
                    "Principal user (Id=" + context.user() + ", type=8, roleCount=1, privilegeCount=1, accessMode=4) is"
                            + " missing " + privilege + " privilege");
        }
    }

    boolean isSecured(Column column) {
        return !secured.isEmpty() && secured.contains(column.table() + "." + column.logicalName());
    }

    void requireWrite(Column column, boolean create, RequestContext context) {
        if (isSecured(column)) {
            throw Refusal.of(
                    create ? ErrorCode.COLUMN_CREATE_DENIED : ErrorCode.COLUMN_UPDATE_DENIED,
                    "Caller user with Id " + context.user() + " does not have " + (create ? "create" : "update")
                            + " permissions to a " + column.label() + " secured field on entity " + column.table()
                            + " table. The requested operation could not be completed.");
        }
    }
}
