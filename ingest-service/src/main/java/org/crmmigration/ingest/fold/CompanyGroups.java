package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
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
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.LongIndex;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Row;
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
        Optional<Draft> company = name.map(_ -> derived(contact, domain));
        session.later(() -> session.contacts()
                .folded(
                        identity,
                        company.map(draft -> count(name.orElseThrow(), domain, draft))
                                .orElse(Contacts.NONE)));
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
        put(name, domain, company);
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
        List<Group> same = new ArrayList<>();
        session.sql().each("select name, domain, created, payload from company_group order by name, domain", row -> {
            Group group = new Group(row.text(1), row.text(2), row.number(3), Draft.unpack(row.bytes(4)));
            if (!same.isEmpty() && !same.getFirst().name().equals(group.name())) {
                save(same);
                same.clear();
            }
            same.add(group);
        });
        if (!same.isEmpty()) {
            save(same);
        }
        sharedDomains();
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

    private void sharedDomains() {
        List<String> seen = new ArrayList<>();
        session.sql().each("""
                        select g.domain, k.source_key, g.payload from company_group g
                        join company_key k on k.name = g.name and k.domain = g.domain where g.domain in
                          (select domain from company_group where domain <> '' group by domain having count(*) > 1)
                        order by g.domain, g.created, g.name
                        """, row -> {
            boolean another = !seen.isEmpty() && seen.getLast().equals(row.text(1));
            seen.clear();
            seen.add(row.text(1));
            if (another) {
                alike(row.text(2), Draft.unpack(row.bytes(3)), "it shares its domain with another");
            }
        });
    }

    /** Says at the row a company was first read from that there may be another of it. */
    private void alike(String sourceKey, Draft company, String how) {
        Row row = company.rows().getFirst();
        session.file(row.file())
                .filter(file -> session.states().current(file.id()))
                .ifPresent(file ->
                        session.allFindings().add(Rule.O02, new Where(row.file(), row.row(), ""), sourceKey, how));
    }

    /** The first row of a company's rows in company files is the record, the others are merged into it. */
    private void account(List<Group> groups) {
        boolean first = true;
        for (Group group : groups) {
            if (derived(group.draft())) {
                continue;
            }
            for (Row row : group.draft().rows()) {
                RowState state = first ? RowState.RECORD : RowState.MERGED;
                String reason = first ? "" : "another row of the same company";
                session.file(row.file()).ifPresent(file -> session.states().put(file.id(), row.row(), state, reason));
                first = false;
            }
        }
    }

    private void save(List<Group> sameName) {
        long domains =
                sameName.stream().filter(group -> !group.domain().isEmpty()).count();
        if (domains <= 1) {
            keep(sameName);
        } else {
            for (Group group : sameName) {
                String key = keep(List.of(group));
                if (!group.equals(sameName.getFirst())) {
                    alike(key, group.draft(), "it shares its name with another and differs in its domain");
                }
            }
        }
    }

    private String keep(List<Group> groups) {
        account(groups);
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
        return key;
    }

    private static boolean derived(Draft company) {
        return company.fields().get("derived") instanceof Value.Flag(boolean on) && on;
    }

    private int count(String name, String domain, Draft draft) {
        int known = numbers.get(hash(name, domain));
        if (known == LongIndex.NONE) {
            return put(name, domain, draft);
        }
        groups.number(known, CREATED, Math.min(groups.number(known, CREATED), created(draft)));
        return known;
    }

    private static long created(Draft draft) {
        return draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    }

    /** Keeps a company or replaces it; answers its number. */
    private int put(String name, String domain, Draft draft) {
        int known = numbers.get(hash(name, domain));
        int group = known == LongIndex.NONE ? groups.add() : known;
        numbers.put(hash(name, domain), group);
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
