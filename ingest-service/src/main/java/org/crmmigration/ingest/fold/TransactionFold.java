package org.crmmigration.ingest.fold;

import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
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
        TransactionRow.index(session.sql());
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
            session.state(row, RowState.REPEATED, "");
        } else {
            session.findings(row).add(Rule.T02, row.where("transaction_id"), "order:" + row.key(), "");
            session.state(row, RowState.REJECTED, Rule.T02.name());
        }
    }

    private void close() {
        if (kept != null) {
            rows.add(kept);
        }
        kept = null;
    }
}
