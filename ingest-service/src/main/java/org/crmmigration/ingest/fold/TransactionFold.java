package org.crmmigration.ingest.fold;

import java.util.Objects;
import java.util.Optional;
import org.crmmigration.ingest.conflict.Answer;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.messaging.record.Finding.Severity;

/**
 * The transaction log to events, one per id. The log is an event log, not a table of orders: what later happens to a
 * payment stands in rows of its own, which {@link Refunds} ties to it.
 */
final class TransactionFold {

    private static final int NONE = -1;

    private final Session session;
    private final ContactLookup contacts;
    private final TransactionRow reader;
    private int first = NONE;
    private int kept = NONE;

    TransactionFold(Session session, ContactLookup contacts) {
        this.session = session;
        this.contacts = contacts;
        this.reader = new TransactionRow(session, contacts);
    }

    void run(TransactionLog log) {
        // Without the index in memory every look-up needs the one connection.
        InOrder<Integer> rows = contacts.hold()
                ? session.turns().inOrder(row -> reader.fold(log.row(row)))
                : session.turns().alone(row -> reader.fold(log.row(row)));
        for (int i = 0; i < log.count(); i++) {
            int row = log.at(i);
            if (log.nameless(row)) {
                nameless(log.row(row));
            } else if (first == NONE || !log.same(first, row)) {
                close(rows);
                reopen(log, i);
                first = row;
                kept = row;
            } else {
                again(log, row);
            }
        }
        close(rows);
        rows.finish();
        contacts.letGo();
        currencies();
    }

    /** Looks at the conflict of a transaction again when some row of it is new. */
    private void reopen(TransactionLog log, int place) {
        int row = log.at(place);
        boolean open = session.conflicts().transactionsOpen();
        for (int i = place; open && i < log.count() && log.same(row, log.at(i)); i++) {
            if (session.states().current(log.file(log.at(i)).id())) {
                session.conflicts().transaction(log.row(row).key());
                open = false;
            }
        }
    }

    private void nameless(StagedRow row) {
        session.findings(row).add(Rule.T01, row.where("transaction_id"), null, "");
        session.state(row, RowState.REJECTED, Rule.T01.name());
    }

    /** A row of a transaction of which another is kept. */
    private void again(TransactionLog log, int row) {
        if (log.file(row).export() != log.file(kept).export()) {
            // A later export says how the transaction stands now.
            kept = row;
            return;
        }
        StagedRow later = log.row(row);
        StagedRow before = log.row(kept);
        if (later.digest() == before.digest() || TransactionEquality.same(later, before)) {
            boolean fuller = TransactionEquality.filled(later) > TransactionEquality.filled(before);
            session.state(fuller ? before : later, RowState.REPEATED, "");
            kept = fuller ? row : kept;
        } else {
            kept = contradict(before, later) ? row : kept;
        }
    }

    /** Deals with two rows that contradict each other; answers whether the later one counts. */
    private boolean contradict(StagedRow before, StagedRow row) {
        Optional<Answer> answer = session.conflicts().transaction(before, row);
        if (answer.isEmpty()) {
            session.findings(row).add(Rule.T02, row.where("transaction_id"), "order:" + row.key(), "");
            session.state(row, RowState.REJECTED, Rule.T02.name());
            return false;
        }
        boolean latest = answer.get() == Answer.KEEP_LATEST;
        session.state(
                latest ? before : row,
                RowState.EXCLUDED,
                "conflict answered: " + answer.get().word());
        return latest;
    }

    private void close(InOrder<Integer> rows) {
        if (kept != NONE) {
            rows.add(kept);
        }
    }

    private void currencies() {
        for (long id : session.events().currencies().mixed()) {
            FileView file = Objects.requireNonNull(session.files().get(id));
            if (session.states().current(id) && file.header().has("currency")) {
                Where where = new Where(file.name(), 0, file.header().title("currency"));
                session.allFindings().add(Rule.T08, Severity.WARN, where, null, "the file has two currencies");
            }
        }
    }
}
