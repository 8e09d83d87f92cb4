package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Emails;
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

    /** Gives companies their keys and keeps their records. */
    void save() {
        List<Group> same = new ArrayList<>();
        session.sql()
                .each(
                        "select name, domain, contacts, created, payload from company_group order by name, domain",
                        row -> {
                            Group group =
                                    new Group(row.text(1), row.text(2), row.number(4), Draft.unpack(row.bytes(5)));
                            if (!same.isEmpty() && !same.getFirst().name().equals(group.name())) {
                                save(same);
                                same.clear();
                            }
                            same.add(group);
                        });
        if (!same.isEmpty()) {
            save(same);
        }
        session.sql()
                .each(
                        "select domain from company_group where domain <> '' group by domain having count(*) > 1",
                        row -> session.allFindings().add(Rule.O02, Where.EXPORT, null, "they share a domain"));
    }

    private void save(List<Group> sameName) {
        long domains =
                sameName.stream().filter(group -> !group.domain().isEmpty()).count();
        if (domains <= 1) {
            keep(sameName);
        } else {
            sameName.forEach(group -> keep(List.of(group)));
            session.allFindings().add(Rule.O02, Where.EXPORT, null, "they share a name and differ in their domains");
        }
    }

    private void keep(List<Group> groups) {
        Group leading = groups.getLast();
        String fresh = "company:" + session.hash().of(leading.name(), leading.domain());
        String key = groups.stream()
                .map(group -> session.sql()
                        .first(
                                "select source_key from company_key where name = ? and domain = ?",
                                row -> row.text(1),
                                group.name(),
                                group.domain()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(fresh);
        Draft company = new Draft(Kind.COMPANY, key);
        Set<Instant> created = new TreeSet<>();
        for (Group group : groups) {
            session.sql()
                    .run(
                            "insert or ignore into company_key (name, domain, source_key) values (?, ?, ?)",
                            group.name(),
                            group.domain(),
                            key);
            boolean better = derived(company) || company.fields().isEmpty();
            group.draft().fields().forEach((name, value) -> {
                if (better && !derived(group.draft())) {
                    company.fields().put(name, value);
                } else {
                    company.fields().putIfAbsent(name, value);
                }
            });
            company.references().putAll(group.draft().references());
            company.raw().putAll(group.draft().raw());
            company.rows().addAll(group.draft().rows());
            if (group.created() != Long.MAX_VALUE) {
                created.add(Instant.ofEpochMilli(group.created()));
            }
        }
        company.createdAt(created.isEmpty() ? null : created.iterator().next());
        session.records().put(company, null, false);
    }

    private static boolean derived(Draft company) {
        return company.fields().get("derived") instanceof Value.Flag(boolean on) && on;
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
                domain.isEmpty() ? Emails.companyDomain(contact.text("email")).orElse("") : domain);
        company.text("website", contact.text("company_website"));
        company.text("phone", contact.text("company_phone"));
        company.fields().put("derived", new Value.Flag(true));
        company.createdAt(contact.createdAt().orElse(null));
        company.rows().add(contact.rows().getFirst());
        return company;
    }

    private record Group(String name, String domain, long created, Draft draft) {}
}
