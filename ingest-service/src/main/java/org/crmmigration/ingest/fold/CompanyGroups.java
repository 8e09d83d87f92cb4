package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.crmmigration.ingest.normal.MailDomains;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.LongIndex;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/**
 * Companies by normalised name and, where known, the domain of their website. Contacts that name a company without a
 * domain belong to the one company of that name, or to one of their own where several domains share the name. A company
 * keeps its source key over all exports.
 */
final class CompanyGroups {

    private static final int CREATED = 0;
    private static final int KEY = 8;
    private static final int KEY_BYTES = 40;

    private final Session session;
    private final LongIndex numbers;
    private final FixedRows groups;

    CompanyGroups(Session session) {
        this.session = session;
        this.numbers = session.tables().index();
        this.groups = session.tables().rows(KEY + KEY_BYTES);
    }

    /** Notes the company that a contact names, and the contact itself. */
    void contact(long identity, Draft contact) {
        Optional<String> name = Names.company(contact.text("company_name"));
        String domain = Names.domain(contact.text("company_website")).orElse("");
        if (name.isEmpty()) {
            session.later(() -> session.contacts().folded(identity, Contacts.NONE));
            return;
        }
        Draft company = derived(contact, domain);
        long hash = hash(name.get(), domain);
        session.later(() -> session.contacts().folded(identity, count(name.get(), domain, hash, company)));
    }

    /** Notes a company of a file. */
    void company(String name, String domain, Draft company) {
        Optional<Draft> before = session.sql()
                .first(
                        "select payload from company_group where name = ? and domain = ?",
                        row -> Draft.unpack(row.bytes(1)),
                        name,
                        domain);
        before.ifPresent(known -> {
            known.fields().forEach(company.fields()::putIfAbsent);
            known.references().forEach(company.references()::putIfAbsent);
            known.raw().forEach(company.raw()::putIfAbsent);
            company.rows().addAll(0, known.rows());
        });
        put(name, domain, hash(name, domain), company);
    }

    /** The source key of a company by its number, once all have theirs; empty for {@link Contacts#NONE}. */
    String sourceKey(int group) {
        return group == Contacts.NONE
                ? ""
                : new String(groups.bytes(group, KEY, KEY_BYTES), StandardCharsets.US_ASCII).strip();
    }

    /** The company that some name means, once all are known. */
    Optional<String> named(String company) {
        return Names.company(company)
                .flatMap(name -> session.sql()
                        .first(
                                "select source_key from company_key where name = ? order by domain",
                                row -> row.text(1),
                                name));
    }

    /** Gives companies their keys and keeps their records. */
    void save() {
        for (int group = 0; group < groups.count(); group++) {
            session.sql()
                    .run("update company_group set created = ? where id = ?", groups.number(group, CREATED), group);
        }
        new CompanyRecords(session).save();
        session.sql()
                .each(
                        "select g.id, k.source_key from company_group g join company_key k"
                                + " on k.name = g.name and k.domain = g.domain",
                        row -> groups.bytes((int) row.number(1), KEY, keyBytes(row.text(2))));
    }

    private static byte[] keyBytes(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("a company's key has " + bytes.length + " characters");
        }
        return bytes;
    }

    private int count(String name, String domain, long hash, Draft draft) {
        int known = numbers.get(hash);
        if (known == LongIndex.NONE) {
            return put(name, domain, hash, draft);
        }
        groups.number(known, CREATED, Math.min(groups.number(known, CREATED), created(draft)));
        return known;
    }

    private static long created(Draft draft) {
        return draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    /** Keeps a company or replaces it; answers its number. */
    private int put(String name, String domain, long hash, Draft draft) {
        int known = numbers.get(hash);
        int group = known == LongIndex.NONE ? groups.add() : known;
        numbers.put(hash, group);
        groups.number(group, CREATED, created(draft));
        session.sql().run("""
                        insert or replace into company_group (id, name, domain, created, payload) values (?, ?, ?, ?, ?)
                        """, group, name, domain, created(draft), draft.pack());
        return group;
    }

    private static long hash(String name, String domain) {
        return Digest.of(name + '\n' + domain);
    }

    private static Draft derived(Draft contact, String domain) {
        Draft company = new Draft(Kind.COMPANY, "company:");
        company.text("name", contact.text("company_name"));
        company.text(
                "domain",
                domain.isEmpty()
                        ? MailDomains.companyDomain(contact.text("email")).orElse("")
                        : domain);
        company.text("website", contact.text("company_website"));
        company.text("phone", contact.text("company_phone"));
        company.fields().put("derived", new Value.Flag(true));
        company.createdAt(contact.createdAt().orElse(null));
        company.rows().add(contact.rows().getFirst());
        return company;
    }
}
