package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/**
 * Flags contacts with what only shows beside other records: probable duplicates, and those without a sign of life for
 * long. Signs of life are joining, consent, activity and purchases; a contact without any date is never stale.
 * Thread-safe.
 */
public final class Suspicion {

    private static final List<String> SIGNS_OF_LIFE =
            List.of("last_activity_at", "gdpr_status_at", "derived.last_purchase_at");

    private final BitSet duplicates = new BitSet();
    private final Instant staleBefore;

    private Suspicion(Instant staleBefore) {
        this.staleBefore = staleBefore;
    }

    /**
     * What folding found.
     *
     * @param now when the export began
     */
    public static Suspicion of(Sql sql, Instant now, int staleAfterMonths) {
        Suspicion suspicion = new Suspicion(
                now.atOffset(ZoneOffset.UTC).minusMonths(staleAfterMonths).toInstant());
        sql.each(
                "select identity from suspect_duplicate",
                row -> suspicion.duplicates.set(Math.toIntExact(row.number(1))));
        return suspicion;
    }

    /** Flags a contact; other records are left alone. */
    public void mark(Packed contact, long identity) {
        if (contact.kind() != Kind.CONTACT) {
            return;
        }
        if (identity >= 0 && duplicates.get((int) identity)) {
            contact.flags().add("suspect.duplicate");
        }
        Instant latest = contact.createdAt().orElse(Instant.MIN);
        for (String field : SIGNS_OF_LIFE) {
            if (contact.fields().value(field) instanceof Value.Moment(Instant at) && at.isAfter(latest)) {
                latest = at;
            }
        }
        if (latest.isBefore(staleBefore) && !latest.equals(Instant.MIN)) {
            contact.flags().add("suspect.stale");
        }
    }
}
