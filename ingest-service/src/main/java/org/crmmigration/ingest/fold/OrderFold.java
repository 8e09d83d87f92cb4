package org.crmmigration.ingest.fold;

import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;

/** What the orders that {@link Payment} makes need of each other: totals, and what is carried by whom. */
final class OrderFold {

    private final Session session;
    private final Sql sql;

    OrderFold(Session session) {
        this.session = session;
        this.sql = session.sql();
    }

    void run() {
        carry();
        sql.run("create index scratch.event_order on event (at, sort, tid) where type in ('SALE', 'REBILL')");
        sql.each(
                "select file, line from event where type in ('SALE', 'REBILL')",
                row -> session.state(row.number(1), row.number(2), RowState.RECORD, ""));
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
}
