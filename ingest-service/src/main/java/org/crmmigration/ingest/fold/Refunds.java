package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Ties refunds and chargebacks to the payment they take back. Kartra's file has no key for this; tried are, in this
 * order: the parent id, the gateway's transaction id, and the nearest earlier payment of the same buyer for the same
 * product and price point that is large enough. The method is noted on the order.
 */
final class Refunds {

    private static final String SALE = "select tid, file from event where type in ('SALE', 'REBILL') and ";

    private final Session session;
    private final Sql sql;

    Refunds(Session session) {
        this.session = session;
        this.sql = session.sql();
    }

    void link() {
        List<Refund> refunds = new ArrayList<>();
        long after = Long.MIN_VALUE;
        do {
            refunds.clear();
            sql.each("""
                    select rowid, tid, file, line, type, at, coalesce(sub, ''), pairing, amount, coalesce(parent, ''),
                      coalesce(proc, '') from event
                    where type in ('REFUND', 'PARTIAL_REFUND', 'CHARGEBACK') and sale is null and rowid > ?
                    order by rowid limit 10000
                    """, row -> refunds.add(Refund.of(row)), after);
            refunds.sort(java.util.Comparator.comparingLong(Refund::at).thenComparing(Refund::tid));
            for (Refund refund : refunds) {
                after = Math.max(after, refund.rowid());
                link(refund);
            }
        } while (!refunds.isEmpty());
    }

    private void link(Refund refund) {
        Optional<Link> link = find(refund);
        FileView file = java.util.Objects.requireNonNull(session.files().get(refund.file()));
        Findings findings = session.states().current(file.id()) ? session.allFindings() : Findings.NONE;
        if (link.isEmpty()) {
            String what = "no earlier payment of this buyer for this product";
            findings.add(Rule.T11, new Where(file.name(), refund.line(), ""), null, what);
            session.states().put(file.id(), refund.line(), RowState.EXCLUDED, "refund without a sale");
            return;
        }
        String sale = link.get().sale();
        String reason = switch (refund.type()) {
            case "CHARGEBACK" -> "chargeback";
            case "PARTIAL_REFUND" -> "partial_refund";
            default -> "refund";
        };
        sql.run("update event set sale = ? where tid = ?", sale, refund.tid());
        sql.run("""
                update event set refunded = refunded + ?, refunded_at = ?, method = ?,
                  reason = case when reason = 'chargeback' then reason else ? end where tid = ?
                """, refund.amount(), refund.at(), link.get().method(), reason, sale);
        session.states().put(file.id(), refund.line(), RowState.MERGED, "in its order");
        if (sql.number("select 1 from event where tid = ? and refunded > amount", sale)
                .isPresent()) {
            findings.add(
                    Rule.T11,
                    new Where(file.name(), refund.line(), file.header().title("amount")),
                    "order:" + sale,
                    "it exceeds the sale");
        }
    }

    private Optional<Link> find(Refund refund) {
        return first(refund.parent().isEmpty() ? null : "tid = ?", "parent_id", refund.parent())
                .or(() -> first(
                        refund.proc().isEmpty() ? null : "proc = ? order by at",
                        "processor_transaction_id",
                        refund.proc()))
                .or(() -> first(
                        "pairing = ? and at <= ? and amount - refunded >= ? and (sub = ? or ? = '') order by at desc",
                        "nearest_sale",
                        refund.pairing(),
                        refund.at(),
                        refund.amount(),
                        refund.sub(),
                        refund.sub()))
                .or(() -> first(
                        "pairing = ? and at <= ? and amount >= ? order by at desc",
                        "nearest_sale",
                        refund.pairing(),
                        refund.at(),
                        refund.amount()));
    }

    private Optional<Link> first(@Nullable String condition, String method, @Nullable Object... arguments) {
        return condition == null
                ? Optional.empty()
                : sql.first(SALE + condition, row -> new Link(row.text(1), method), arguments);
    }

    private record Link(String sale, String method) {}

    private record Refund(
            long rowid,
            String tid,
            long file,
            long line,
            String type,
            long at,
            String sub,
            long pairing,
            long amount,
            String parent,
            String proc) {
        static Refund of(Sql.Rows row) {
            return new Refund(
                    row.number(1),
                    row.text(2),
                    row.number(3),
                    row.number(4),
                    row.text(5),
                    row.number(6),
                    row.text(7),
                    row.number(8),
                    row.number(9),
                    row.text(10),
                    row.text(11));
        }
    }
}
