package org.crmmigration.ingest.fold;

import java.time.Instant;
import org.crmmigration.ingest.normal.MailDomains;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.LongIndex;
import org.crmmigration.ingest.table.Ordinals;

/**
 * Contacts that are probably one person: they share a mailbox, or a telephone number and a last name. Nothing is merged;
 * the oldest of them is left alone and the others are suspected.
 */
final class Duplicates {

    private static final int SIGN = 0;
    private static final int CREATED = 8;
    private static final int IDENTITY = 16;
    private static final int SHARED = 24;
    private static final int BYTES = 28;

    private final Session session;
    private final FixedRows signs;
    private final LongIndex latest;
    /** Rows whose sign another row has. */
    private final Ordinals order = new Ordinals();

    Duplicates(Session session) {
        this.session = session;
        this.signs = session.tables().rows(BYTES);
        this.latest = session.tables().index();
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
        session.later(() -> {
            int row = signs.add();
            signs.number(row, SIGN, digest);
            signs.number(row, CREATED, created);
            signs.number(row, IDENTITY, identity);
            int before = latest.put(digest, row);
            if (before != LongIndex.NONE) {
                share(before);
                share(row);
            }
        });
    }

    private void share(int row) {
        if (signs.small(row, SHARED) == 0) {
            signs.small(row, SHARED, 1);
            order.add(row);
        }
    }

    /** Keeps who is suspected, once all contacts are noted. */
    void mark() {
        order.sort((one, other) -> {
            int first = Long.compare(signs.number(one, SIGN), signs.number(other, SIGN));
            first = first == 0 ? Long.compare(signs.number(one, CREATED), signs.number(other, CREATED)) : first;
            return first == 0 ? Long.compare(signs.number(one, IDENTITY), signs.number(other, IDENTITY)) : first;
        });
        for (int i = 1; i < order.count(); i++) {
            if (signs.number(order.at(i), SIGN) == signs.number(order.at(i - 1), SIGN)) {
                session.sql()
                        .run(
                                "insert or ignore into suspect_duplicate (identity) values (?)",
                                signs.number(order.at(i), IDENTITY));
            }
        }
    }
}
