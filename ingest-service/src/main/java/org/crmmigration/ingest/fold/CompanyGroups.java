package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Optional;
import org.crmmigration.ingest.normal.MailDomains;
import org.crmmigration.ingest.normal.Names;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/**
 * Companies by normalised name and, where known, the domain of their website. Contacts that name a company without a
 * domain belong to the one company of that name, or to one of their own where several domains share the name. A company
 * keeps its source key over all exports.
 */
final class CompanyGroups {

    private final Session session;

    CompanyGroups(Session session) {
        this.session = session;
    }

    /** Notes the company that a contact names, and the contact itself. */
    void contact(long identity, Draft contact) {
        Optional<String> name = Names.company(contact.text("company_name"));
        String domain = Names.domain(contact.text("company_website")).orElse("");
        Optional<Draft> company = name.map(_ -> derived(contact, domain));
        session.later(() -> {
            session.sql()
                    .run(
                            "insert into contact_company (identity, name, domain) values (?, ?, ?)",
                            identity,
                            name.orElse(""),
                            domain);
            company.ifPresent(draft -> count(name.orElseThrow(), domain, draft));
        });
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
            session.sql().run("delete from company_group where name = ? and domain = ?", name, domain);
        });
        put(name, domain, company, 0);
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

    private void count(String name, String domain, Draft draft) {
        int known = session.sql().run("""
                        update company_group set contacts = contacts + 1, created = min(created, ?)
                        where name = ? and domain = ?
                        """, created(draft), name, domain);
        if (known == 0) {
            put(name, domain, draft, 1);
        }
    }

    private static long created(Draft draft) {
        return draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    private void put(String name, String domain, Draft draft, int contacts) {
        session.sql().run("""
                        insert into company_group (name, domain, contacts, created, payload) values (?, ?, ?, ?, ?)
                        on conflict (name, domain) do update set contacts = contacts + excluded.contacts,
                          created = min(created, excluded.created)
                        """, name, domain, contacts, created(draft), draft.pack());
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
