package org.crmmigration.ingest.fold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.table.Ordinals;
import org.crmmigration.messaging.record.Kind;
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
        Ordinals records = session.records().of(Kind.CONTACT);
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < records.count(); i++) {
            if (session.records().gone(records.at(i))) {
                gone.add(records.at(i));
            }
        }
        int contacts = records.count() - gone.size();
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
        gone.forEach(contact ->
                findings.add(Rule.R04, Where.EXPORT, session.records().key(contact), ""));
        affiliates(findings);
        columns(findings);
    }

    /** Columns are understood once the account's custom fields are known. */
    private void columns(Findings findings) {
        session.files().values().stream()
                .filter(file -> session.states().current(file.id()))
                .sorted(Comparator.comparingLong(FileView::id))
                .forEach(file -> {
                    Header header = file.header();
                    header.doubled()
                            .forEach(title -> findings.add(Rule.F09, new Where(file.name(), 0, title), null, ""));
                    if (!header.unknown().isEmpty() && header.kind() != FileKind.CUSTOM_FIELDS) {
                        findings.add(Rule.F10, Where.file(file.name()), null, String.join(", ", header.unknown()));
                    }
                });
    }

    private void affiliates(Findings findings) {
        Ordinals affiliates = session.records().of(Kind.AFFILIATE);
        if (affiliates.count() == 0) {
            return;
        }
        Set<String> known = new HashSet<>();
        for (int i = 0; i < affiliates.count(); i++) {
            Place place = session.records().place(affiliates.at(i));
            known.add(Names.fold(session.records().packed(place).text("username")));
        }
        Events events = session.events();
        Ordinals payments = new Ordinals();
        for (int event = 0; event < events.count(); event++) {
            if (events.type(event).moneyIn()) {
                payments.add(event);
            }
        }
        payments.sort((one, other) -> {
            int order = Long.compare(events.file(one), events.file(other));
            return order == 0
                    ? Long.compare(events.number(one, Events.LINE), events.number(other, Events.LINE))
                    : order;
        });
        for (int i = 0; i < payments.count(); i++) {
            Packed order = session.records().packed(events.draft(payments.at(i)));
            String username = Names.fold(order.text("affiliate_username"));
            if (!username.isEmpty() && known.size() < MOST_USERNAMES && known.add(username)) {
                missing(order.draft(), findings);
            }
        }
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
