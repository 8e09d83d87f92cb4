package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/** All rows of all contacts files to contacts, their notes, and the companies they name. */
final class ContactFold {

    private final Session session;
    private final CustomFields customFields;
    private final CompanyGroups companies;
    private final ContactRow reader;
    private final Presence presence;
    private final InOrder<Group> groups;
    private final Duplicates duplicates;
    private final ContactRowStates states;
    private final VanishedContacts gone;
    private Group open = new Group(-1, "", 0, List.of());

    ContactFold(Session session, CustomFields customFields, CompanyGroups companies, Presence presence) {
        this.session = session;
        this.customFields = customFields;
        this.companies = companies;
        this.reader = new ContactRow(customFields, session);
        this.presence = presence;
        this.groups = session.turns().inOrder(this::fold);
        this.duplicates = new Duplicates(session);
        this.states = new ContactRowStates(session);
        this.gone = new VanishedContacts(session);
    }

    /** All rows of one contact. */
    private record Group(long identity, String sourceKey, long conflict, List<StagedRow> rows) {}

    void run() {
        session.sql().each("""
                        select s.file, s.line, s.key, s.mail, s.digest, s.cells, s.place, s.size, i.id, i.source_key, i.conflict
                        from member m join identity i on i.id = m.identity join staged s on s.id = m.staged
                        order by m.identity, m.staged
                        """, this::take);
        close();
        groups.finish();
        duplicates.mark();
        gone.save();
    }

    private void take(Sql.Rows row) {
        if (row.number(9) != open.identity()) {
            close();
            open = new Group(row.number(9), row.text(10), row.number(11), new ArrayList<>());
        }
        open.rows().add(StagedRow.of(session.files(), row));
    }

    private void close() {
        if (!open.rows().isEmpty()) {
            groups.add(open);
        }
    }

    private void fold(Group group) {
        Optional<ConflictAnswers.Decision> decision = session.conflicts().decision(group.identity());
        decision.ifPresent(decided -> drop(group, decided));
        Draft contact = contact(group);
        decision.ifPresent(decided -> settle(contact, decided));
        boolean leftBehind =
                ContactFinish.deleted(contact) && !session.settings().includeDeleted();
        states.put(group.sourceKey(), group.rows(), leftBehind);
        if (leftBehind) {
            StagedRow last = group.rows().getLast();
            session.findings(last).add(Rule.C19, last.where("deleted"), group.sourceKey(), "");
            session.later(() -> gone.deleted(group.identity(), group.sourceKey()));
        } else {
            publish(group, contact);
        }
    }

    private Draft contact(Group group) {
        if (group.rows().size() == 1) {
            StagedRow only = group.rows().getFirst();
            return reader.read(group.sourceKey(), only, session.findings(only));
        }
        StagedRow.sort(group.rows());
        ContactMerge merge = new ContactMerge(new Draft(Kind.CONTACT, group.sourceKey()));
        for (StagedRow row : group.rows()) {
            merge.add(row, reader.read(group.sourceKey(), row, session.findings(row)));
        }
        return merge.merged();
    }

    /** Leaves the rows of ids that a person decided against behind, unless there is nothing else. */
    private void drop(Group group, ConflictAnswers.Decision decision) {
        List<StagedRow> dropped = group.rows().stream()
                .filter(row -> decision.others().contains(row.key()))
                .toList();
        if (dropped.size() < group.rows().size()) {
            dropped.forEach(row -> session.state(row, RowState.EXCLUDED, "conflict answered: another id counts"));
            group.rows().removeAll(dropped);
        }
    }

    private static void settle(Draft contact, ConflictAnswers.Decision decision) {
        if (!decision.keepKey().isEmpty()) {
            contact.text("kartra_id", decision.keepKey());
        }
        if (decision.addresses().contains(contact.text("email"))) {
            contact.text("email", decision.mail());
        }
    }

    private void publish(Group group, Draft contact) {
        String sourceKey = group.sourceKey();
        StagedRow last = group.rows().getLast();
        Findings findings = session.findings(last);
        Draft scratch = new Draft(Kind.CONTACT, sourceKey);
        ContactFinish.finish(contact, new Intake(last, scratch, findings));
        if (group.conflict() != 0) {
            contact.flags().add("conflict");
            String what = group.conflict() == 1 ? "one id, several addresses" : "one address, several ids";
            findings.add(Rule.C04, last.where("email"), sourceKey, what);
        }
        counted(contact);
        vocabulary(contact);
        companies.contact(group.identity(), contact);
        duplicates.note(group.identity(), contact);
        boolean gone = presence.gone(group.rows());
        note(group, contact, gone);
        session.records().put(contact, group.identity(), gone);
    }

    private void counted(Draft contact) {
        contact.fields().forEach((name, value) -> {
            if (name.startsWith("custom.") && !(value instanceof Value.Nothing)) {
                customFields.counted(name);
            }
        });
    }

    private void vocabulary(Draft contact) {
        if (contact.fields().get("tags") instanceof Value.Texts(List<String> tags)) {
            session.vocabulary().named(Kind.TAG, tags);
        }
        if (contact.fields().get("lists") instanceof Value.Texts(List<String> lists)) {
            session.vocabulary().named(Kind.LIST, lists);
        }
        session.vocabulary()
                .owner(contact.text("owner_email"), "")
                .ifPresent(owner -> contact.references().put("owner", owner));
    }

    private void note(Group group, Draft contact, boolean gone) {
        String text = contact.text("notes");
        contact.fields().remove("notes");
        contact.raw().remove("notes");
        if (!text.isEmpty()) {
            Draft note = new Draft(Kind.NOTE, "note:" + group.sourceKey().substring("contact:".length()));
            note.text("text", text);
            note.references().put("contact", group.sourceKey());
            note.createdAt(contact.createdAt().orElse(null));
            note.rows().addAll(contact.rows());
            session.records().put(note, group.identity(), gone);
        }
    }
}
