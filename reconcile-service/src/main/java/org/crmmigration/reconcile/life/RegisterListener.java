package org.crmmigration.reconcile.life;

import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;

/** Hears which migrations this instance looks after. Must not block. */
public interface RegisterListener {

    /** The migration is ours, or its definition changed. */
    default void opened(MigrationDefined definition) {}

    /** Something new was said about a migration of ours. */
    default void changed(String migration) {}

    /** The migration is somebody else's, or gone. */
    default void released(String migration) {}
}
