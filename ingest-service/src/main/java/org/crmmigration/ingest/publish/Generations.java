package org.crmmigration.ingest.publish;

import org.crmmigration.ingest.stage.Sql;

/**
 * The hashes of the records of this generation and of the one before, a table each, in the order of publication. A
 * publication that was interrupted goes on behind what stands in the table; it compares with the same generation as
 * before.
 */
final class Generations {

    private final Sql sql;
    private final String insert;
    private final String earlier;
    private final boolean first;
    private final long standing;

    /** Opens a generation, and readies the one before to be compared with. */
    Generations(Sql sql, int generation) {
        this.sql = sql;
        String now = "published_" + generation;
        earlier = "published_" + (generation - 1);
        if (generation > 2) {
            sql.script("drop table if exists published_" + (generation - 2));
        }
        for (String table : new String[] {earlier, now}) {
            sql.script("create table if not exists " + table + " (key text not null, hash text not null)");
        }
        sql.script("create index if not exists " + earlier + "_key on " + earlier + " (key, hash)");
        sql.commit();
        first = sql.number("select 1 from " + earlier + " limit 1").isEmpty();
        insert = "insert into " + now + " (key, hash) values (?, ?)";
        standing = sql.number("select count(*) from " + now).orElse(0L);
    }

    /** The column that holds a record's hash in the generation before, empty when it was not there. */
    String hash() {
        return first ? "''" : "coalesce(p.hash, '')";
    }

    /** Joins the generation before to records with a key. */
    String join(String key) {
        return first ? "" : " left join " + earlier + " p on p.key = " + key;
    }

    void add(long sequence, String key, String hash) {
        if (sequence >= standing) {
            sql.run(insert, key, hash);
        }
    }
}
