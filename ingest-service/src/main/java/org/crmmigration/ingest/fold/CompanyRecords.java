package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.Value;

/**
 * Companies, once all contacts and company files are read: which groups of rows are one, which key they keep, which look
 * like another (O02).
 */
final class CompanyRecords {

    private final Session session;

    CompanyRecords(Session session) {
        this.session = session;
    }

    /** Gives companies their keys and keeps their records. */
    void save() {
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
            keep(
                    sameName,
                    sameName.stream()
                            .map(this::known)
                            .flatMap(Optional::stream)
                            .findFirst()
                            .orElseGet(() -> fresh(sameName.getLast())));
            return;
        }
        Map<Group, String> keys = apart(sameName);
        for (Group group : sameName) {
            String key = Objects.requireNonNull(keys.get(group));
            keep(List.of(group), key);
            if (!group.equals(sameName.getFirst())) {
                alike(key, group.draft(), "it shares its name with another and differs in its domain");
            }
        }
    }

    /** Contacts without a domain may have been of a company that has one: it keeps the key, and they get one of their own. */
    private Map<Group, String> apart(List<Group> sameName) {
        Map<Group, String> keys = new HashMap<>();
        for (Group group : sameName.reversed()) {
            keys.put(group, known(group).filter(key -> !keys.containsValue(key)).orElseGet(() -> fresh(group)));
        }
        return keys;
    }

    private Optional<String> known(Group group) {
        return session.sql()
                .first(
                        "select source_key from company_key where name = ? and domain = ?",
                        row -> row.text(1),
                        group.name(),
                        group.domain());
    }

    private String fresh(Group group) {
        return "company:" + session.hash().of(group.name(), group.domain());
    }

    private void keep(List<Group> groups, String key) {
        account(groups);
        Draft company = new Draft(Kind.COMPANY, key);
        Set<Instant> created = new TreeSet<>();
        for (Group group : groups) {
            session.sql()
                    .run(
                            "insert or replace into company_key (name, domain, source_key) values (?, ?, ?)",
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

    private record Group(String name, String domain, long created, Draft draft) {}
}
