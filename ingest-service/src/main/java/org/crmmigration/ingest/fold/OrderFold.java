package org.crmmigration.ingest.fold;

import java.time.Instant;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.Value;

/** Payments, with everything that later happened to them, to orders. */
final class OrderFold {

    private final Session session;
    private final Sql sql;

    OrderFold(Session session) {
        this.session = session;
        this.sql = session.sql();
    }

    void run() {
        carry();
        sql.each("""
                select file, line, type, coalesce(identity, -1), amount, currency, refunded, coalesce(reason, ''),
                  coalesce(refunded_at, 0), coalesce(method, ''), coalesce(sub, ''), coalesce(carrier, ''), payload, tid
                from event where type in ('SALE', 'REBILL') order by rowid
                """, this::order);
        totals();
    }

    /** A rebill without a subscription is totalled on the first sale of the same buyer, product and price point. */
    private void carry() {
        sql.run("""
                update event set carrier = (select s.tid from event s where s.type = 'SALE' and s.pairing = event.pairing
                  and s.sub is null and s.at <= event.at order by s.at, s.tid limit 1)
                where type = 'REBILL' and sub is null
                """);
        sql.run("create index event_carrier on event (carrier) where carrier is not null");
        sql.run("create index event_sale on event (sale) where sale is not null");
    }

    private void order(Sql.Rows row) {
        Draft order = Draft.unpack(row.bytes(13));
        long amount = row.number(5);
        String currency = row.text(6);
        long refunded = row.number(7);
        String reason = row.text(8);
        order.fields().put("refunded", Cents.money(refunded, currency));
        order.fields().put("net", Cents.money(amount - refunded, currency));
        order.text("status", status(order, amount, refunded, reason));
        if (!reason.isEmpty()) {
            order.text("refund_reason", reason);
            order.fields().put("refunded_at", new Value.Moment(Instant.ofEpochMilli(row.number(9))));
            order.text("refund_link", row.text(10));
            refundRows(order, row.text(14));
        }
        String sub = row.text(11);
        if (!sub.isEmpty()) {
            order.references().put("subscription", "subscription:" + sub);
        }
        if (row.text(3).equals("REBILL")) {
            order.text("carried_by", sub.isEmpty() ? carrier(row.text(12)) : "subscription:" + sub);
        } else if (sub.isEmpty()) {
            rebills(order, row.text(14), currency);
        }
        long identity = row.number(4);
        session.records().put(order, identity < 0 ? null : identity, false);
        session.states().put(row.number(1), row.number(2), RowState.RECORD, "");
    }

    private static String carrier(String tid) {
        return tid.isEmpty() ? "" : "order:" + tid;
    }

    private static String status(Draft order, long amount, long refunded, String reason) {
        if (reason.equals("chargeback")) {
            return "charged_back";
        }
        if (reason.equals("refund") || (refunded > 0 && refunded >= amount)) {
            return "refunded";
        }
        if (refunded > 0) {
            return "partially_refunded";
        }
        boolean trial = order.fields().get("is_trial") instanceof Value.Flag(boolean on) && on;
        return trial && amount == 0 ? "trial_unpaid" : "completed";
    }

    private void refundRows(Draft order, String tid) {
        sql.each(
                "select f.name, e.line from event e join file f on f.id = e.file where e.sale = ? order by e.at, e.tid",
                row -> order.rows().add(new Row(row.text(1), row.number(2))),
                tid);
    }

    private void rebills(Draft order, String tid, String currency) {
        sql.first(
                        "select count(*), sum(amount - refunded), max(at) from event where carrier = ?",
                        row -> new long[] {row.number(1), row.number(2), row.number(3)},
                        tid)
                .filter(figures -> figures[0] > 0)
                .ifPresent(figures -> {
                    order.fields().put("rebill_count", new Value.Whole(figures[0]));
                    order.fields().put("rebill_total", Cents.money(figures[1], currency));
                    order.fields().put("last_rebill_at", new Value.Moment(Instant.ofEpochMilli(figures[2])));
                });
    }

    private void totals() {
        sql.script("drop table if exists order_total");
        sql.script("""
                create table order_total (identity integer primary key, orders integer, spend integer, first_at integer,
                  last_at integer, currency text)
                """);
        sql.run("""
                insert into order_total select identity, count(*), sum(amount - refunded), min(at), max(at),
                  case when min(currency) = max(currency) then min(currency) else '' end from event
                where type in ('SALE', 'REBILL') and identity is not null group by identity
                """);
    }
}
