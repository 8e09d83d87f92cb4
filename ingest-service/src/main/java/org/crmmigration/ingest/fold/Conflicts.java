package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.ingest.conflict.Answer;
import org.crmmigration.ingest.conflict.ConflictKind;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Finds what contradicts itself within one export and keeps it in the queue. A conflict stays open until an export holds
 * its rows without the contradiction.
 */
final class Conflicts {

    private static final String STAGED =
            "select s.file, s.line, s.key, s.mail, m.identity, f.name, f.header, s.place, s.size"
                    + " from staged s join member m on m.staged = s.id join file f on f.id = s.file where s.kind = 'CONTACTS' and s.file >= ? and ";
    private static final int SHOWN = 20;

    private final Sql sql;
    private final Payloads cells;
    private final long firstFile;
    private final KeyedHash hash;
    private final Map<String, Answer> answers;
    private final ConflictAnswers decided;
    private final ConflictRows queue;
    private final Set<String> openTransactions = new HashSet<>();

    Conflicts(Sql sql, Payloads cells, long export, long firstFile, KeyedHash hash, Map<String, Answer> answers) {
        this.sql = sql;
        this.cells = cells;
        this.firstFile = firstFile;
        this.hash = hash;
        this.answers = answers;
        this.decided = new ConflictAnswers(sql, hash, answers);
        this.queue = new ConflictRows(sql, export);
    }

    private record Member(
            String key, String mail, long identity, String place, List<String> titles, List<String> cells) {}

    /** Brings the queue up to date and gives the rows of answered conflicts their identities. */
    void resolve() {
        reopen();
        if (anyHasTwoAddresses()) {
            subjects("key", "mail")
                    .forEach(key -> note(ConflictKind.ONE_ID_TWO_ADDRESSES, key, members("s.key = ?", key)));
        }
        if (anyAddressIsShared()) {
            subjects("mail", "key")
                    .forEach(mail ->
                            note(ConflictKind.ONE_ADDRESS_TWO_IDS, mail, members("s.mail = ? and s.key <> ''", mail)));
        }
        decided.apply();
    }

    /** Every identity has an address; were one of them to have two, there would be more addresses than identities. */
    private boolean anyHasTwoAddresses() {
        return !sql.number("select count(*) from address").equals(sql.number("select count(*) from identity"));
    }

    private boolean anyAddressIsShared() {
        return sql.number("select 1 from address group by mail having count(*) > 1 limit 1")
                .isPresent();
    }

    /** What rows of this export agree in while they differ in something else. */
    private List<String> subjects(String same, String differing) {
        List<String> subjects = new ArrayList<>();
        sql.each(
                "select " + same + " from staged where kind = 'CONTACTS' and file >= ? and key <> '' group by " + same
                        + " having min(" + differing + ") < max(" + differing + ")",
                row -> subjects.add(row.text(1)),
                firstFile);
        return subjects;
    }

    /** What was decided about a contact, if anything. */
    Optional<ConflictAnswers.Decision> decision(long identity) {
        return decided.decision(identity);
    }

    /** Keeps two rows of one transaction that contradict each other; answers what was decided. */
    Optional<Answer> transaction(StagedRow first, StagedRow later) {
        ConflictKind kind = ConflictKind.ONE_TRANSACTION_TWO_CONTENTS;
        String id = id(kind, later.key());
        queue.put(
                id,
                kind,
                later.key(),
                List.of(),
                Set.of("order:" + later.key()),
                List.of(first.file().name() + ':' + first.line(), later.file().name() + ':' + later.line()),
                ConflictRows.differing(
                        first.file().header().titles(),
                        List.of(first.cells(), later.cells()),
                        first.file().equals(later.file())));
        return Optional.ofNullable(answers.get(id));
    }

    /** Looks at the conflict of a transaction again, if it has one, because this export holds rows of it. */
    void transaction(String id) {
        if (openTransactions.remove(id)) {
            sql.run("update conflict set open = 0 where kind = 'ONE_TRANSACTION_TWO_CONTENTS' and subject = ?", id);
        }
    }

    /** Whether there are conflicts of transactions to be looked at again. */
    boolean transactionsOpen() {
        return !openTransactions.isEmpty();
    }

    /** Conflicts whose rows this export holds are looked at again. */
    private void reopen() {
        sql.run("""
                update conflict set open = 0 where
                  (kind = 'ONE_ID_TWO_ADDRESSES' and exists
                    (select 1 from staged where kind = 'CONTACTS' and key = subject and file >= ?)) or
                  (kind = 'ONE_ADDRESS_TWO_IDS' and exists
                    (select 1 from staged where kind = 'CONTACTS' and mail = subject and file >= ?))
                """, firstFile, firstFile);
        sql.each(
                "select subject from conflict where kind = 'ONE_TRANSACTION_TWO_CONTENTS' and open = 1",
                row -> openTransactions.add(row.text(1)));
    }

    private void note(ConflictKind kind, String subject, List<Member> members) {
        Set<String> choices = new LinkedHashSet<>();
        Set<String> sourceKeys = new LinkedHashSet<>();
        for (Member member : members) {
            choices.add(kind == ConflictKind.ONE_ID_TWO_ADDRESSES ? member.mail() : member.key());
            sql.first("select source_key from identity where id = ?", row -> row.text(1), member.identity())
                    .ifPresent(sourceKeys::add);
        }
        boolean oneHeader = members.stream().map(Member::titles).distinct().count() == 1;
        queue.put(
                id(kind, subject),
                kind,
                subject,
                List.copyOf(choices),
                sourceKeys,
                members.stream().map(Member::place).toList(),
                ConflictRows.differing(
                        members.getFirst().titles(),
                        members.stream().map(Member::cells).toList(),
                        oneHeader));
    }

    private List<Member> members(String condition, String subject) {
        List<Member> members = new ArrayList<>();
        sql.each(
                STAGED + condition + " order by s.id limit " + SHOWN,
                row -> members.add(new Member(
                        row.text(3),
                        row.text(4),
                        row.number(5),
                        row.text(6) + ':' + row.number(2),
                        Lines.split(row.text(7)),
                        new LazyCells(cells, Place.of(row, 8), 0))),
                firstFile,
                subject);
        return members;
    }

    private String id(ConflictKind kind, String subject) {
        return "c" + hash.of(kind.name(), subject).substring(0, 12);
    }
}
