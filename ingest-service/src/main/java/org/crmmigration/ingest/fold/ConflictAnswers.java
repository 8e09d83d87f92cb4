package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.ingest.conflict.Answer;
import org.crmmigration.ingest.conflict.ConflictKind;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Applies what people answered to conflicts: in this generation and, because answers are remembered, in every later one.
 */
final class ConflictAnswers {

    private final Sql sql;
    private final KeyedHash hash;
    private final Map<String, Answer> answers;
    private final Map<Long, Decision> decisions = new HashMap<>();

    ConflictAnswers(Sql sql, KeyedHash hash, Map<String, Answer> answers) {
        this.sql = sql;
        this.hash = hash;
        this.answers = answers;
    }

    /**
     * What was decided about a contact.
     *
     * @param keepKey the Kartra id whose rows count; empty when all do
     * @param others ids whose rows do not count
     * @param mail the address that counts; empty when the latest does
     * @param addresses the addresses that were to choose from
     */
    record Decision(String keepKey, Set<String> others, String mail, Set<String> addresses) {}

    /** What was decided about a contact, if anything. */
    Optional<Decision> decision(long identity) {
        return Optional.ofNullable(decisions.get(identity));
    }

    /** Applies the answers and flags the contacts of all other open conflicts. */
    void apply() {
        record Queued(String id, ConflictKind kind, String subject, List<String> members, boolean open) {}
        List<Queued> queue = new ArrayList<>();
        sql.each(
                "select id, kind, subject, members, open from conflict where kind like 'ONE_ID%' or kind like 'ONE_ADD%'"
                        + " order by first_export, id",
                row -> queue.add(new Queued(
                        row.text(1),
                        ConflictKind.valueOf(row.text(2)),
                        row.text(3),
                        Lines.split(row.text(4)),
                        row.number(5) == 1)));
        sql.run("update identity set conflict = 0 where conflict <> 0");
        sql.run("delete from identity_alias");
        for (Queued queued : queue) {
            takeBack(queued.kind(), queued.subject(), queued.members());
        }
        for (Queued queued : queue) {
            Answer answer = answers.get(queued.id());
            if (answer == null && queued.open()) {
                mark(queued.kind(), queued.subject());
            } else if (answer != null && queued.kind() == ConflictKind.ONE_ID_TWO_ADDRESSES) {
                addresses(queued.subject(), queued.members(), answer);
            } else if (answer != null) {
                ids(queued.members(), answer);
            }
        }
    }

    /** Undoes what an earlier answer did: another may have replaced it. */
    private void takeBack(ConflictKind kind, String subject, List<String> members) {
        if (kind == ConflictKind.ONE_ID_TWO_ADDRESSES) {
            sql.number("select id from identity where kartra_id = ?", subject)
                    .ifPresent(identity -> members.forEach(mail -> unsplit(identity, mail)));
        } else {
            unmerge(subject, members);
        }
    }

    /** Gives an id the rows back that became a contact of their own, unless that has an id by now. */
    private void unsplit(long identity, String mail) {
        sql.number(
                        "select id from identity where source_key = ? and kartra_id is null and id <> ?",
                        "contact:" + hash.of(mail),
                        identity)
                .ifPresent(own -> {
                    sql.run("update member set identity = ? where identity = ?", identity, own);
                    sql.run("delete from address where identity = ?", own);
                    sql.run("insert or ignore into address (mail, identity) values (?, ?)", mail, identity);
                });
    }

    /** Gives ids their own rows back, and rows without an id to the first of them. */
    private void unmerge(String mail, List<String> keys) {
        List<Long> identities = new ArrayList<>();
        for (String key : keys) {
            sql.number("select id from identity where kartra_id = ?", key).ifPresent(identity -> {
                identities.add(identity);
                own(identity, "key = ?", key);
            });
        }
        if (!identities.isEmpty()) {
            own(Collections.min(identities), "key = '' and mail = ?", mail);
        }
        for (long identity : identities) {
            sql.run(
                    "delete from address where identity = ? and mail not in"
                            + " (select s.mail from staged s join member m on m.staged = s.id where m.identity = ?)",
                    identity,
                    identity);
        }
    }

    private void own(long identity, String rows, String subject) {
        sql.run(
                "update member set identity = ? where staged in (select id from staged where kind = 'CONTACTS' and "
                        + rows + ')',
                identity,
                subject);
    }

    private void mark(ConflictKind kind, String subject) {
        if (kind == ConflictKind.ONE_ID_TWO_ADDRESSES) {
            sql.run("update identity set conflict = 1 where kartra_id = ?", subject);
        } else {
            sql.run(
                    "update identity set conflict = 2 where id in (select identity from address where mail = ?)",
                    subject);
        }
    }

    private void addresses(String kartraId, List<String> mails, Answer answer) {
        Optional<Long> identity = sql.number("select id from identity where kartra_id = ?", kartraId);
        if (identity.isEmpty()) {
            return;
        }
        if (answer == Answer.SPLIT) {
            mails.subList(0, mails.size() - 1).forEach(mail -> split(identity.get(), mail));
        } else {
            String mail = answer == Answer.KEEP_FIRST ? mails.getFirst() : mails.getLast();
            decisions.put(identity.get(), new Decision("", Set.of(), mail, Set.copyOf(mails)));
        }
    }

    /** Makes the rows with an address a contact of their own; the latest address keeps the id's source key. */
    private void split(long from, String mail) {
        sql.run("insert or ignore into identity (source_key, mail) values (?, ?)", "contact:" + hash.of(mail), mail);
        long own = sql.number("select id from identity where source_key = ?", "contact:" + hash.of(mail))
                .orElseThrow();
        sql.run(
                "update member set identity = ? where identity = ?"
                        + " and staged in (select id from staged where kind = 'CONTACTS' and mail = ?)",
                own,
                from,
                mail);
        sql.run("delete from address where mail = ? and identity = ?", mail, from);
        sql.run("insert or ignore into address (mail, identity) values (?, ?)", mail, own);
    }

    private void ids(List<String> keys, Answer answer) {
        if (answer == Answer.SPLIT) {
            return;
        }
        String kept = answer == Answer.KEEP_LATEST ? keys.getLast() : keys.getFirst();
        Optional<Long> identity = sql.number("select id from identity where kartra_id = ?", kept);
        if (identity.isEmpty()) {
            return;
        }
        Set<String> others = new LinkedHashSet<>(keys);
        others.remove(kept);
        for (String other : others) {
            sql.number("select id from identity where kartra_id = ?", other).ifPresent(id -> {
                sql.run("update member set identity = ? where identity = ?", identity.get(), id);
                sql.run(
                        "insert or ignore into address (mail, identity) select mail, ? from address where identity = ?",
                        identity.get(),
                        id);
                sql.run(
                        "insert or replace into identity_alias (kartra_id, identity) values (?, ?)",
                        other,
                        identity.get());
            });
        }
        boolean all = answer == Answer.MERGE;
        decisions.put(identity.get(), new Decision(kept, all ? Set.of() : others, "", Set.of()));
    }
}
