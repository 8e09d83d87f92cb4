package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.jspecify.annotations.Nullable;

/** Finds the contact that a row of another file means: by Kartra's id first, by e-mail address second. */
final class ContactLookup {

    private static final String BY_ID = """
            select i.id, i.source_key from identity i where i.kartra_id = ?
            union all select i.id, i.source_key from identity_alias a join identity i on i.id = a.identity
            where a.kartra_id = ?
            """;
    private static final String BY_MAIL = """
            select i.id, i.source_key from address a join identity i on i.id = a.identity
            where a.mail = ? order by i.id
            """;

    /** Beyond this, contacts are looked up in the database. */
    private static final long MOST_IN_MEMORY = 2_500_000;

    private final Sql sql;
    private final Contacts contacts;
    private @Nullable ContactIndex index;

    ContactLookup(Sql sql, Contacts contacts) {
        this.sql = sql;
        this.contacts = contacts;
    }

    /** Answers quickly and for any thread from now on, unless there are too many contacts; answers whether it does. */
    boolean hold() {
        index = ContactIndex.of(sql, contacts, MOST_IN_MEMORY).orElse(null);
        return index != null;
    }

    /** Forgets what {@link #hold} holds. */
    void letGo() {
        index = null;
    }

    /** A contact that was folded. */
    record Found(long identity, String sourceKey) {}

    /** The contact of a row with an id and an address, either of which may be missing. */
    Optional<Found> find(String leadId, String mail) {
        return byId(leadId).or(() -> byMail(mail));
    }

    /**
     * Refers a draft to its contact. Without one the draft is flagged and keeps the address.
     *
     * @param orphan the rule that the missing contact breaks
     */
    Optional<Found> refer(Intake intake, Draft draft, String idColumn, String mailColumn, Rule orphan) {
        Optional<Found> found = refer(intake, draft, idColumn, mailColumn);
        if (found.isEmpty() && draft.flags().contains("orphan.contact")) {
            intake.say(orphan, intake.row().file().column(mailColumn) >= 0 ? mailColumn : idColumn, "");
        }
        return found;
    }

    /** Refers a draft to its contact; without one the draft is flagged, a deal only when it names one. */
    Optional<Found> refer(Intake intake, Draft draft, String idColumn, String mailColumn) {
        String leadId = Cells.text(intake.row().cell(idColumn)).map(Cells::id).orElse("");
        String mail = Emails.key(Cells.text(intake.row().cell(mailColumn)).orElse(""));
        Optional<Found> byId = byId(leadId);
        Optional<Found> byMail = byMail(mail);
        if (byId.isPresent()
                && byMail.isPresent()
                && byId.get().identity() != byMail.get().identity()) {
            intake.say(Rule.T10, idColumn, "");
        }
        Optional<Found> found = byId.or(() -> byMail);
        found.ifPresentOrElse(contact -> draft.references().put("contact", contact.sourceKey()), () -> {
            if (draft.kind() != Kind.DEAL || !leadId.isEmpty() || !mail.isEmpty()) {
                draft.flags().add("orphan.contact");
            }
        });
        return found;
    }

    private Optional<Found> byId(String leadId) {
        ContactIndex held = index;
        if (held != null) {
            return leadId.isEmpty() ? Optional.empty() : held.byId(leadId);
        }
        return leadId.isEmpty() ? Optional.empty() : first(BY_ID, leadId, leadId);
    }

    private Optional<Found> byMail(String mail) {
        ContactIndex held = index;
        if (held != null) {
            return mail.isEmpty() ? Optional.empty() : held.byMail(mail);
        }
        return mail.isEmpty() ? Optional.empty() : first(BY_MAIL, mail);
    }

    /** The first of those that were folded. */
    private Optional<Found> first(String query, Object... arguments) {
        List<Found> found = new ArrayList<>();
        sql.each(
                query,
                row -> {
                    if (found.isEmpty() && contacts.folded(row.number(1))) {
                        found.add(new Found(row.number(1), row.text(2)));
                    }
                },
                arguments);
        return found.stream().findFirst();
    }
}
