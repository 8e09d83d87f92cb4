package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.crmmigration.ingest.lane.InOrder;
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
        InOrder<Event> orders = session.turns().inOrder(this::order);
        sql.each("""
                select e.file, e.line, e.type, coalesce(e.identity, -1), e.amount, e.currency, e.refunded,
                  coalesce(e.reason, ''), coalesce(e.refunded_at, 0), coalesce(e.method, ''), coalesce(e.sub, ''),
                  coalesce(e.carrier, ''), e.payload, coalesce(r.rows, ''), coalesce(c.rebills, 0), c.total, c.latest
                from event e left join refund_rows r on r.sale = e.tid left join carried c on c.tid = e.tid
                where e.type in ('SALE', 'REBILL') order by e.rowid
                """, row -> orders.add(Event.of(row)));
        orders.finish();
        totals();
    }

    /** A rebill without a subscription is totalled on the first sale of the same buyer, product and price point. */
    private void carry() {
        sql.run("""
                update event set carrier = (select s.tid from event s where s.type = 'SALE' and s.pairing = event.pairing
                  and s.sub is null and s.at <= event.at order by s.at, length(s.tid), s.tid limit 1)
                where type = 'REBILL' and sub is null
                """);
        sql.run("create index scratch.event_carrier on event (carrier) where carrier is not null");
        sql.run("create index scratch.event_sale on event (sale) where sale is not null");
        sql.script("drop table if exists scratch.carried; drop table if exists scratch.refund_rows");
        sql.script("""
                create table scratch.carried (tid text primary key, rebills integer, total integer, latest integer)
                without rowid
                """);
        sql.run("""
                insert into carried select carrier, count(*), sum(amount - refunded), max(at) from event
                where carrier is not null group by carrier
                """);
        sql.script("create table scratch.refund_rows (sale text primary key, rows text not null) without rowid");
        sql.run("""
                insert into refund_rows select sale, group_concat(file || ':' || line, ' ' order by at, length(tid), tid) from event
                where sale is not null group by sale
                """);
    }

    private void order(Event event) {
        Draft order = event.draft().get();
        order.fields().put("refunded", Cents.money(event.refunded(), event.currency()));
        order.fields().put("net", Cents.money(event.amount() - event.refunded(), event.currency()));
        order.text("status", status(order, event.amount(), event.refunded(), event.reason()));
        if (!event.reason().isEmpty()) {
            order.text("refund_reason", event.reason());
            order.fields().put("refunded_at", new Value.Moment(Instant.ofEpochMilli(event.refundedAt())));
            order.text("refund_link", event.method());
            refundRows(order, event.refundRows());
        }
        String sub = event.sub();
        if (!sub.isEmpty()) {
            order.references().put("subscription", "subscription:" + sub);
        }
        if (event.type().equals("REBILL")) {
            order.text("carried_by", sub.isEmpty() ? carrier(event.carrier()) : "subscription:" + sub);
        } else if (sub.isEmpty() && event.rebills() > 0) {
            order.fields().put("rebill_count", new Value.Whole(event.rebills()));
            order.fields().put("rebill_total", Cents.money(event.rebillTotal(), event.currency()));
            order.fields().put("last_rebill_at", new Value.Moment(Instant.ofEpochMilli(event.lastRebill())));
        }
        session.records().put(order, event.identity() < 0 ? null : event.identity(), false);
        session.state(event.file(), event.line(), RowState.RECORD, "");
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

    private void refundRows(Draft order, String rows) {
        for (String row : rows.isEmpty() ? new String[0] : rows.split(" ", -1)) {
            int colon = row.indexOf(':');
            FileView file = Objects.requireNonNull(session.files().get(Long.valueOf(row.substring(0, colon))));
            order.rows().add(new Row(file.name(), Long.parseLong(row.substring(colon + 1))));
        }
    }

    private void totals() {
        sql.script("drop table if exists scratch.order_total");
        sql.script("""
                create table scratch.order_total (identity integer primary key, orders integer, spend integer, first_at integer,
                  last_at integer, currency text)
                """);
        sql.run("""
                insert into order_total select identity, count(*), sum(amount - refunded), min(at), max(at),
                  case when min(currency) = max(currency) then min(currency) else '' end from event
                where type in ('SALE', 'REBILL') and identity is not null group by identity
                """);
    }

    /** A payment with what later happened to it. */
    private record Event(
            long file,
            long line,
            String type,
            long identity,
            long amount,
            String currency,
            long refunded,
            String reason,
            long refundedAt,
            String method,
            String sub,
            String carrier,
            Supplier<Draft> draft,
            String refundRows,
            long rebills,
            long rebillTotal,
            long lastRebill) {

        static Event of(Sql.Rows row) {
            byte[] payload = row.bytes(13);
            return new Event(
                    row.number(1),
                    row.number(2),
                    row.text(3),
                    row.number(4),
                    row.number(5),
                    row.text(6),
                    row.number(7),
                    row.text(8),
                    row.number(9),
                    row.text(10),
                    row.text(11),
                    row.text(12),
                    () -> Draft.unpack(payload),
                    row.text(14),
                    row.number(15),
                    row.number(16),
                    row.number(17));
        }
    }
}
