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
 * product and price point (and subscription and payment number, where the refund has them) that is large enough. The method is noted on the order.
 */
final class Refunds {

    private static final String SALE = "select tid, file from event where type in ('SALE', 'REBILL') and ";

    private static final String LATEST = "at desc, length(tid) desc, tid desc";

    private final Session session;
    private final Sql sql;

    Refunds(Session session) {
        this.session = session;
        this.sql = session.sql();
    }

    void link() {
        List<Refund> refunds = new ArrayList<>();
        long at = Long.MIN_VALUE;
        String tid = "";
        do {
            refunds.clear();
            sql.each("""
                    select tid, file, line, type, at, coalesce(sub, ''), pairing, amount, coalesce(parent, ''),
                      coalesce(proc, ''), coalesce(number, ''), currency from event
                    where type in ('REFUND', 'PARTIAL_REFUND', 'CHARGEBACK')
                      and (at, length(tid), tid) > (?, ?, ?) order by at, length(tid), tid limit 10000
                    """, row -> refunds.add(Refund.of(row)), at, tid.length(), tid);
            refunds.forEach(this::link);
            if (!refunds.isEmpty()) {
                at = refunds.getLast().at();
                tid = refunds.getLast().tid();
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
        // A chargeback need not say how much: it takes back what is left. What is gravest is the reason.
        sql.run(
                """
                update event set
                  refunded = refunded + case when ? = 0 and ? = 'chargeback' then max(amount - refunded, 0) else ? end,
                  refunded_at = ?, method = ?,
                  reason = case when 'chargeback' in (reason, ?) then 'chargeback' when 'refund' in (reason, ?)
                    then 'refund' else ? end
                where tid = ?
                """,
                refund.amount(),
                reason,
                refund.amount(),
                refund.at(),
                link.get().method(),
                reason,
                reason,
                reason,
                sale);
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
        return parent(refund)
                .or(() -> processor(refund))
                .or(() -> nearest(refund, refund.number()))
                .or(() -> nearest(refund, ""));
    }

    private Optional<Link> parent(Refund refund) {
        return first(refund.parent().isEmpty() ? null : "tid = ?", "parent_id", refund.parent());
    }

    /** Several payments share an id of the gateway when they were paid at once. */
    private Optional<Link> processor(Refund refund) {
        return first(
                refund.proc().isEmpty()
                        ? null
                        : "proc = ? order by pairing = ? desc, currency = ? desc, at <= ? desc, amount - refunded >= ? desc, "
                                + LATEST,
                "processor_transaction_id",
                refund.proc(),
                refund.pairing(),
                refund.currency(),
                refund.at(),
                refund.amount());
    }

    /** The nearest earlier payment that is large enough, one that has not been given back before others. */
    private Optional<Link> nearest(Refund refund, String number) {
        return first(
                "pairing = ? and at <= ? and amount >= ? and currency = ? and (? = '' or sub is null or sub = ?)"
                        + " and (? = '' or number = ?)"
                        + " order by amount - refunded >= ? desc, coalesce(sub = ?, 0) desc, " + LATEST,
                "nearest_sale",
                refund.pairing(),
                refund.at(),
                refund.amount(),
                refund.currency(),
                refund.sub(),
                refund.sub(),
                number,
                number,
                refund.amount(),
                refund.sub());
    }

    private Optional<Link> first(@Nullable String condition, String method, @Nullable Object... arguments) {
        return condition == null
                ? Optional.empty()
                : sql.first(SALE + condition, row -> new Link(row.text(1), method), arguments);
    }

    private record Link(String sale, String method) {}

    private record Refund(
            String tid,
            long file,
            long line,
            String type,
            long at,
            String sub,
            long pairing,
            long amount,
            String parent,
            String proc,
            String number,
            String currency) {
        static Refund of(Sql.Rows row) {
            return new Refund(
                    row.text(1),
                    row.number(2),
                    row.number(3),
                    row.text(4),
                    row.number(5),
                    row.text(6),
                    row.number(7),
                    row.number(8),
                    row.text(9),
                    row.text(10),
                    row.text(11),
                    row.text(12));
        }
    }
}
