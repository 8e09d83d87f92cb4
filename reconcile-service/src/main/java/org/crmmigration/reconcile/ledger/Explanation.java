package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something came from and what became of it. Holds keys, states and causes; never a value of a record.
 *
 * @param records the source records, one for each export they were in
 * @param exclusions runs that left the record out
 * @param objects what it became, run by run and phase by phase
 */
public record Explanation(String key, List<Source> records, List<LeftOut> exclusions, List<Made> objects) {

    /** Whether nothing is known under the key. */
    public boolean isEmpty() {
        return records.isEmpty() && exclusions.isEmpty() && objects.isEmpty();
    }

    /** A record and the physical rows it was made of, as {@code file:row}. */
    public record Source(String export, String sourceKey, String kind, String change, List<String> rows) {}

    /** A run that left the record out. */
    public record LeftOut(String run, String sourceKey, String reason, String explanation) {}

    /** A destination object. status is null while there is no outcome. */
    public record Made(
            String run,
            int phase,
            String object,
            @Nullable String action,
            @Nullable String status,
            @Nullable String crmId,
            @Nullable String code,
            @Nullable String message,
            long calls,
            @Nullable Instant at) {}
}
