package org.crmmigration.ingest.fold;

import java.util.Objects;
import java.util.Optional;
import org.crmmigration.ingest.conflict.Answer;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The transaction log to events, one per id. The log is an event log, not a table of orders: what later happens to a
 * payment stands in rows of its own, which {@link Refunds} ties to it.
 */
final class TransactionFold {

    private final Session session;
    private final ContactLookup contacts;
    private final InOrder<StagedRow> rows;
    private String key = "";
    private @Nullable StagedRow kept;

    TransactionFold(Session session, ContactLookup contacts) {
        this.session = session;
        this.contacts = contacts;
        TransactionRow reader = new TransactionRow(session, contacts);
        // Without the index in memory every look-up needs the one connection.
        this.rows = contacts.hold()
                ? session.turns().inOrder(reader::fold)
                : session.turns().alone(reader::fold);
    }

    void run() {
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where kind = 'TRANSACTIONS' order by key, id",
                        this::take);
        close();
        rows.finish();
        contacts.letGo();
        currencies();
    }

    private void currencies() {
        for (long id : session.events().mixed()) {
            FileView file = Objects.requireNonNull(session.files().get(id));
            if (session.states().current(id) && file.header().has("currency")) {
                Where where = new Where(file.name(), 0, file.header().title("currency"));
                session.allFindings().add(Rule.T08, Severity.WARN, where, null, "the file has two currencies");
            }
        }
    }

    private void take(Sql.Rows next) {
        StagedRow row = StagedRow.of(session.files(), next);
        if (row.key().isEmpty()) {
            session.findings(row).add(Rule.T01, row.where("transaction_id"), null, "");
            session.state(row, RowState.REJECTED, Rule.T01.name());
            return;
        }
        StagedRow before = kept;
        if (before == null || !row.key().equals(key)) {
            close();
            key = row.key();
            kept = row;
        } else if (row.file().export() != before.file().export()) {
            // A later export says how the transaction stands now.
            kept = row;
        } else if (row.digest() == before.digest() || TransactionEquality.same(row, before)) {
            boolean fuller = TransactionEquality.filled(row) > TransactionEquality.filled(before);
            session.state(fuller ? before : row, RowState.REPEATED, "");
            kept = fuller ? row : before;
        } else {
            contradict(before, row);
        }
    }

    private void contradict(StagedRow before, StagedRow row) {
        Optional<Answer> answer = session.conflicts().transaction(before, row);
        if (answer.isEmpty()) {
            session.findings(row).add(Rule.T02, row.where("transaction_id"), "order:" + row.key(), "");
            session.state(row, RowState.REJECTED, Rule.T02.name());
            return;
        }
        StagedRow dropped = answer.get() == Answer.KEEP_LATEST ? before : row;
        kept = answer.get() == Answer.KEEP_LATEST ? row : before;
        session.state(
                dropped, RowState.EXCLUDED, "conflict answered: " + answer.get().word());
    }

    private void close() {
        if (kept != null) {
            rows.add(kept);
        }
        kept = null;
    }
}
