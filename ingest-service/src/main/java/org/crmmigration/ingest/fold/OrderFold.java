package org.crmmigration.ingest.fold;

import static org.crmmigration.ingest.fold.Events.AT;
import static org.crmmigration.ingest.fold.Events.CARRIER;
import static org.crmmigration.ingest.fold.Events.IDENTITY;
import static org.crmmigration.ingest.fold.Events.LAST_REBILL;
import static org.crmmigration.ingest.fold.Events.LINE;
import static org.crmmigration.ingest.fold.Events.PAIRING;
import static org.crmmigration.ingest.fold.Events.REBILLS;
import static org.crmmigration.ingest.fold.Events.REBILL_TOTAL;
import static org.crmmigration.ingest.fold.Events.SUB;

import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.table.LongIndex;

/** What the orders that {@link Payment} makes need of each other: totals, and what is carried by whom. */
final class OrderFold {

    private final Session session;
    private final Events events;
    private final LongIndex firstSales;

    OrderFold(Session session) {
        this.session = session;
        this.events = session.events();
        this.firstSales = session.tables().index();
    }

    void run() {
        for (int event = 0; event < events.count(); event++) {
            if (events.type(event) == TransactionType.SALE && events.number(event, SUB) == 0) {
                sale(event);
            }
        }
        for (int event = 0; event < events.count(); event++) {
            if (events.type(event).moneyIn()) {
                session.state(events.file(event), events.number(event, LINE), RowState.RECORD, "");
                total(event);
                carry(event);
            }
        }
    }

    private void sale(int event) {
        int first = firstSales.get(events.number(event, PAIRING));
        if (first == LongIndex.NONE || events.order().compare(event, first) < 0) {
            firstSales.put(events.number(event, PAIRING), event);
        }
    }

    private void total(int event) {
        long identity = events.number(event, IDENTITY);
        if (identity >= 0) {
            session.contacts().paid(identity, events.net(event), events.number(event, AT), events.currencyCode(event));
        }
    }

    /** A rebill without a subscription is totalled on the first sale of the same buyer, product and price point. */
    private void carry(int event) {
        if (events.type(event) != TransactionType.REBILL || events.number(event, SUB) != 0) {
            return;
        }
        int first = firstSales.get(events.number(event, PAIRING));
        if (first == LongIndex.NONE || events.number(first, AT) > events.number(event, AT)) {
            return;
        }
        int before = events.small(first, REBILLS);
        long at = events.number(event, AT);
        events.small(event, CARRIER, first + 1);
        events.small(first, REBILLS, before + 1);
        events.number(first, REBILL_TOTAL, events.number(first, REBILL_TOTAL) + events.net(event));
        events.number(first, LAST_REBILL, before == 0 ? at : Math.max(at, events.number(first, LAST_REBILL)));
    }
}
