package org.crmmigration.ingest.fold;

import java.time.Instant;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.Sql;
import org.jspecify.annotations.Nullable;

/** Folded records, waiting to be put in order. */
final class RecordTable {

    private final Sql sql;
    private final Turns turns;

    RecordTable(Sql sql, Turns turns) {
        this.sql = sql;
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
        turns.later(() -> sql.run(
                "insert into record (kind, created, sort, key, identity, gone, payload) values (?, ?, ?, ?, ?, ?, ?)",
                draft.kind().name(),
                draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                sort(draft.key()),
                draft.key(),
                identity,
                gone ? 1 : 0,
                payload));
    }

    /** The number at the end of a key, so that 9 comes before 10. */
    private static long sort(String key) {
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
