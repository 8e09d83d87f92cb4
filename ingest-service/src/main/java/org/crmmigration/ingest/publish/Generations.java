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
    private final String select;
    private final boolean first;
    private final long standing;

    /** Opens a generation, and readies the one before to be compared with. */
    Generations(Sql sql, int generation) {
        this.sql = sql;
        String now = "published_" + generation;
        String earlier = "published_" + (generation - 1);
        select = "select hash from " + earlier + " where key = ?";
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

    /** A record's hash in the generation before, empty when it was not there. */
    String before(String key) {
        return first ? "" : sql.first(select, row -> row.text(1), key).orElse("");
    }

    void add(long sequence, String key, String hash) {
        if (sequence >= standing) {
            sql.run(insert, key, hash);
        }
    }
}
