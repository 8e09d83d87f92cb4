package org.crmmigration.loader.engine;

import java.time.Instant;
import java.util.List;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.jspecify.annotations.Nullable;

/** Waits until calls with lost answers have certainly ended, and finds out what became of creates. */
interface Doubts {

    /**
     * Waits out the quarantine, then looks.
     *
     * @param floor the floor of the intent
     * @param notBefore when the call has certainly ended everywhere
     * @return what the CRM holds under the object's migration key; more than one are duplicates
     */
    List<Written> settle(Calls calls, ObjectToWrite object, @Nullable String floor, Instant notBefore);

    /** Waits out a quarantine without looking for anything. */
    void sitOut(Instant notBefore);
}
