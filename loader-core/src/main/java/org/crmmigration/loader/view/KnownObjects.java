package org.crmmigration.loader.view;

import java.util.Optional;
import org.crmmigration.messaging.value.ObjectKey;

/** What the ledger says of a migration's objects. */
@FunctionalInterface
public interface KnownObjects {

    /** What is known of an object. */
    ObjectState state(ObjectKey key);

    /** An object that was kept in a rollback and refers to this one. */
    default Optional<ObjectKey> keptChild(String run, ObjectKey key) {
        return Optional.empty();
    }

    /** The object's id in the CRM. */
    default Optional<String> crmId(ObjectKey key) {
        return Optional.ofNullable(state(key).crmId());
    }
}
