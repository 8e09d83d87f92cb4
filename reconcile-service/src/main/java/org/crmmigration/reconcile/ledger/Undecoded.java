package org.crmmigration.reconcile.ledger;

import java.io.IOException;
import org.crmmigration.messaging.registry.SchemaRegistryException;
import org.jspecify.annotations.Nullable;

/** Tells a message that cannot be decoded from one that cannot be decoded now, because the registry is away. */
final class Undecoded {

    private Undecoded() {}

    /**
     * Whether waiting may help. Looks at the causes, since the deserialiser may be another than ours: Confluent's reports an
     * unreachable registry as an {@link IOException}.
     */
    static boolean mayPass(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRegistryException registry) {
                return !(registry instanceof SchemaRegistryException.SchemaNotFound);
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
