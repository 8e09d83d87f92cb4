package org.crmmigration.ingest.publish;

import java.util.Optional;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.Change;

/**
 * Compares records with the generation before. The hash before is kept beside the hash now, so that a publication that
 * was interrupted compares with the same generation when it goes on.
 */
final class Changes {

    private final Sql sql;
    private final int generation;

    Changes(Sql sql, int generation) {
        this.sql = sql;
        this.generation = generation;
    }

    Change of(String key, String hash, boolean gone) {
        Optional<Known> known = sql.first(
                "select generation, hash, coalesce(earlier, '') from published where key = ?",
                row -> new Known(row.number(1), row.text(2), row.text(3)),
                key);
        String before = known.map(row -> row.generation() == generation ? row.earlier() : row.hash())
                .orElse("");
        if (known.isEmpty()) {
            sql.run("insert into published (key, generation, hash) values (?, ?, ?)", key, generation, hash);
        } else if (known.get().generation() != generation) {
            sql.run(
                    "update published set generation = ?, earlier = hash, hash = ? where key = ?",
                    generation,
                    hash,
                    key);
        }
        if (gone) {
            return Change.VANISHED;
        }
        if (before.isEmpty()) {
            return Change.NEW;
        }
        return before.equals(hash) ? Change.IDENTICAL : Change.CHANGED;
    }

    private record Known(long generation, String hash, String earlier) {}
}
