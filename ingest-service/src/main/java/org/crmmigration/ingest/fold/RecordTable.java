package org.crmmigration.ingest.fold;

import java.time.Instant;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;
import org.jspecify.annotations.Nullable;

/** Folded records, waiting to be put in order. */
final class RecordTable {

    private static final String INSERT =
            "insert into record (kind, created, sort, key, identity, gone, place, size) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Sql sql;
    private final Payloads payloads;
    private final Turns turns;

    RecordTable(Sql sql, Payloads payloads, Turns turns) {
        this.sql = sql;
        this.payloads = payloads;
        this.turns = turns;
    }

    /**
     * Keeps a record.
     *
     * @param identity the contact it belongs to, or is
     * @param gone whether the latest export of its kind lacks it
     */
    void put(Draft draft, @Nullable Long identity, boolean gone) {
        byte[] payload = draft.pack();
        turns.later(() -> {
            Place place = payloads.add(payload);
            sql.run(
                    INSERT,
                    draft.kind().name(),
                    draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                    sort(draft.key()),
                    draft.key(),
                    identity,
                    gone ? 1 : 0,
                    place.at(),
                    place.size());
        });
    }

    /** Keeps bytes without a record. */
    Place keep(byte[] payload) {
        return payload.length == 0 ? Place.NONE : payloads.add(payload);
    }

    /** A draft that was kept. */
    Draft draft(Place place) {
        return packed(place).draft();
    }

    /** A record that was kept, as bytes. */
    Packed packed(Place place) {
        payloads.flush();
        return new Packed(payloads.read(place));
    }

    /** The number at the end of a key, so that 9 comes before 10. */
    static long sort(String key) {
        long number = 0;
        for (int i = key.indexOf(':') + 1; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9' || i - key.indexOf(':') > 18) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
