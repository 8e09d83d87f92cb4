package org.crmmigration.ingest.fold;

import java.time.Instant;
import org.crmmigration.ingest.normal.MailDomains;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.stage.Sql;

/**
 * Contacts that are probably one person: they share a mailbox, or a telephone number and a last name. Nothing is merged;
 * the oldest of them is left alone and the others are suspected.
 */
final class Duplicates {

    private final Session session;
    private final Sql sql;

    Duplicates(Session session) {
        this.session = session;
        this.sql = session.sql();
    }

    /** Notes by what a contact can be recognised. */
    void note(long identity, Draft contact) {
        long created = contact.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        sign("mailbox " + MailDomains.mailbox(contact.text("email")), identity, created);
        String phone = contact.text("phone");
        String last = contact.text("last_name");
        if (phone.startsWith("+") && !last.isEmpty()) {
            sign("phone " + phone + ' ' + Names.fold(last), identity, created);
        }
    }

    private void sign(String text, long identity, long created) {
        long digest = Digest.of(text);
        session.later(() -> sql.run(
                "insert into duplicate_sign (sign, identity, created) values (?, ?, ?)", digest, identity, created));
    }

    /** Keeps who is suspected, once all contacts are noted. */
    void mark() {
        sql.run("""
                insert or ignore into suspect_duplicate (identity) select identity from (
                  select identity, row_number() over (partition by sign order by created, identity) place
                  from duplicate_sign where sign in
                    (select sign from duplicate_sign group by sign having min(identity) < max(identity)))
                where place > 1
                """);
        sql.run("delete from duplicate_sign");
    }
}
