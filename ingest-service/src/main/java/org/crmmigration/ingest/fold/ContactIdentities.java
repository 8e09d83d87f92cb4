package org.crmmigration.ingest.fold;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.SqlHash;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Which rows are the same contact: by Kartra's id, else by e-mail address. An identity keeps its source key over all
 * exports, also when an id becomes known later or the address changes. Nothing is merged on a phone number or a name.
 */
final class ContactIdentities {

    private final Sql sql;
    private final long firstFile;

    ContactIdentities(Sql sql, long firstFile) {
        this.sql = sql;
        this.firstFile = firstFile;
    }

    /** Gives every new row its identity. */
    void resolve(KeyedHash hash) {
        try {
            SqlHash.register(sql, hash);
        } catch (SQLException e) {
            throw new IngestException("the staging file does not take a function", e);
        }
        adopt();
        sql.run("""
                insert into identity (source_key, kartra_id, mail) select 'contact:' || key, key, min(mail) from staged
                where kind = 'CONTACTS' and file >= ? and key <> ''
                  and not exists (select 1 from identity i where i.kartra_id = staged.key) group by key
                """, firstFile);
        sql.run("""
                insert or ignore into address (mail, identity) select s.mail, i.id from staged s
                join identity i on i.kartra_id = s.key where s.kind = 'CONTACTS' and s.file >= ? and s.key <> ''
                """, firstFile);
        sql.run("""
                insert into identity (source_key, mail) select 'contact:' || hmac(mail), mail from staged
                where kind = 'CONTACTS' and file >= ? and key = ''
                  and not exists (select 1 from address a where a.mail = staged.mail) group by mail
                """, firstFile);
        sql.run("insert or ignore into address (mail, identity) select mail, id from identity where kartra_id is null");
        assign();
    }

    /** An identity known by address alone takes the one id that a new file gives this address. */
    private void adopt() {
        Map<Long, String> ids = new HashMap<>();
        sql.each("""
                select i.id, min(s.key) from identity i join staged s on s.kind = 'CONTACTS' and s.mail = i.mail
                where i.kartra_id is null and s.file >= ? and s.key <> '' group by i.id having count(distinct s.key) = 1
                """, row -> ids.put(row.number(1), row.text(2)), firstFile);
        ids.forEach((identity, id) -> {
            Optional<Long> other = sql.number("select id from identity where kartra_id = ?", id);
            if (other.isEmpty()) {
                sql.run("update identity set kartra_id = ? where id = ?", id, identity);
            }
        });
    }

    private void assign() {
        boolean assigned = sql.number("""
                select 1 from member where staged =
                  (select id from staged where +kind = 'CONTACTS' and file >= ? order by id desc limit 1)
                """, firstFile).isPresent();
        if (assigned) { // by a fold that was interrupted behind its commit
            sql.run(
                    "delete from member where staged in (select id from staged where kind = 'CONTACTS' and file >= ?)",
                    firstFile);
        }
        sql.run("""
                insert into member (identity, staged)
                select case when key = '' then (select min(identity) from address where mail = staged.mail)
                  else (select id from identity where kartra_id = staged.key) end, id
                from staged where kind = 'CONTACTS' and file >= ? order by 1, 2
                """, firstFile);
    }
}
