package org.crmmigration.ingest.fold;

import java.time.Duration;
import java.util.Optional;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.Row;

/** What is to be said about an export as a whole. */
final class SessionRules {

    private static final int MOST_USERNAMES = 100_000;

    private final Session session;

    SessionRules(Session session) {
        this.session = session;
    }

    void check() {
        Sql sql = session.sql();
        Findings findings = session.allFindings();
        Optional<Long> expected = session.settings().expectedContacts();
        long contacts = sql.number("select count(*) from record where kind = 'CONTACT' and gone = 0")
                .orElse(0L);
        if (expected.isPresent() && expected.get() != contacts) {
            findings.add(Rule.R01, Where.EXPORT, null, contacts + " contacts here, " + expected.get() + " in Kartra");
        }
        long span = sql.number(
                        "select max(exported_at) - min(exported_at) from file where export = ? and kind = 'contacts'",
                        session.export())
                .orElse(0L);
        if (span > Duration.ofHours(24).toMillis()) {
            findings.add(Rule.R03, Where.EXPORT, null, Duration.ofMillis(span).toHours() + " hours");
        }
        long gone = sql.number("select count(*) from record where gone = 1 and kind = 'CONTACT'")
                .orElse(0L);
        if (gone > 0) {
            sql.each(
                    "select key from record where gone = 1 and kind = 'CONTACT' order by id",
                    row -> findings.add(Rule.R04, Where.EXPORT, row.text(1), ""));
        }
        affiliates(sql, findings);
        zone(sql, findings);
    }

    private void zone(Sql sql, Findings findings) {
        if (session.settings().zoneStated()) {
            return;
        }
        boolean dated = sql.number(
                        "select 1 from file where export = ? and state = 'STAGED' and kind in"
                                + " ('contacts', 'transactions', 'subscriptions', 'appointments')",
                        session.export())
                .isPresent();
        if (dated) {
            findings.add(
                    Rule.F11,
                    Where.EXPORT,
                    null,
                    "the time zone is taken to be " + session.settings().zone());
        }
    }

    private void affiliates(Sql sql, Findings findings) {
        boolean file =
                sql.number("select 1 from record where kind = 'AFFILIATE'").isPresent();
        if (!file) {
            return;
        }
        java.util.Set<String> known = new java.util.HashSet<>();
        sql.each(
                "select place, size from record where kind = 'AFFILIATE'",
                row -> known.add(
                        Names.fold(session.records().draft(Place.of(row, 1)).text("username"))));
        sql.each("select place, size from event where type in ('SALE', 'REBILL') order by file, line", row -> {
            Packed order = session.records().packed(Place.of(row, 1));
            String username = Names.fold(order.text("affiliate_username"));
            if (!username.isEmpty() && known.size() < MOST_USERNAMES && known.add(username)) {
                missing(order.draft(), findings);
            }
        });
    }

    /** Says it once for every username, at the first order that names it. */
    private void missing(Draft order, Findings findings) {
        Row first = order.rows().getFirst();
        session.file(first.file())
                .filter(file -> session.states().current(file.id()))
                .ifPresent(file -> findings.add(
                        Rule.P03,
                        new Where(first.file(), first.row(), file.header().title("affiliate_username")),
                        order.key(),
                        ""));
    }
}
