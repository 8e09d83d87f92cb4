package org.crmmigration.ingest.fold;

import static org.crmmigration.ingest.fold.Events.AMOUNT;
import static org.crmmigration.ingest.fold.Events.AT;
import static org.crmmigration.ingest.fold.Events.LINE;
import static org.crmmigration.ingest.fold.Events.NUMBER;
import static org.crmmigration.ingest.fold.Events.PAIRING;
import static org.crmmigration.ingest.fold.Events.PARENT;
import static org.crmmigration.ingest.fold.Events.PROC;
import static org.crmmigration.ingest.fold.Events.REFUNDED;
import static org.crmmigration.ingest.fold.Events.REFUNDED_AT;
import static org.crmmigration.ingest.fold.Events.SUB;
import static org.crmmigration.ingest.fold.Events.TID;

import java.util.Objects;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.table.Chains;
import org.crmmigration.ingest.table.Ordinals;
import org.crmmigration.ingest.table.Ordinals.Order;

/**
 * Ties refunds and chargebacks to the payment they take back. Kartra's file has no key for this; tried are, in this
 * order: the parent id, the gateway's transaction id, and the nearest earlier payment of the same buyer for the same
 * product and price point (and subscription and payment number, where both have them) in the same currency that is large
 * enough. The method is noted on the order.
 */
final class Refunds {

    private static final int NONE = -1;

    private final Session session;
    private final Events events;
    private final Chains byId;
    private final Chains byGateway;
    private final Chains byPairing;

    Refunds(Session session) {
        this.session = session;
        this.events = session.events();
        this.byId = new Chains(session.tables());
        this.byGateway = new Chains(session.tables());
        this.byPairing = new Chains(session.tables());
    }

    void link() {
        Ordinals refunds = new Ordinals();
        for (int event = 0; event < events.count(); event++) {
            if (events.type(event).moneyOut()) {
                refunds.add(event);
                byId.open(events.number(event, PARENT));
                byGateway.open(events.number(event, PROC));
                byPairing.open(events.number(event, PAIRING));
            }
        }
        for (int event = 0; event < events.count(); event++) {
            if (events.type(event).moneyIn()) {
                byId.add(events.number(event, TID), event);
                byGateway.add(events.number(event, PROC), event);
                byPairing.add(events.number(event, PAIRING), event);
            }
        }
        refunds.sort(events.order()::compare);
        for (int i = 0; i < refunds.count(); i++) {
            link(refunds.at(i));
        }
    }

    private void link(int refund) {
        boolean named = events.number(refund, PARENT) != 0;
        int parent = named ? byId.first(events.number(refund, PARENT)) : NONE;
        if (parent != NONE) {
            link(refund, byId.value(parent), Payment.Method.PARENT_ID);
            return;
        }
        int byProcessor = events.number(refund, PROC) == 0 ? NONE : processor(refund);
        if (byProcessor != NONE) {
            link(refund, byProcessor, Payment.Method.PROCESSOR_TRANSACTION_ID);
            return;
        }
        int nearest = named ? NONE : nearest(refund); // one that says which payment it takes back takes back no other
        if (nearest != NONE) {
            link(refund, nearest, Payment.Method.NEAREST_SALE);
            return;
        }
        alone(
                refund,
                named ? "the payment it names is not there" : "no earlier payment of this buyer for this product");
    }

    private void alone(int refund, String why) {
        FileView file = file(refund);
        findings(file).add(Rule.T11, new Where(file.name(), events.number(refund, LINE), ""), null, why);
        session.states().put(file.id(), events.number(refund, LINE), RowState.EXCLUDED, "refund without a sale");
    }

    private void link(int refund, int sale, Payment.Method method) {
        if (!sameMoney(refund, sale) && events.type(refund) == TransactionType.PARTIAL_REFUND) {
            alone(refund, "how much it takes back is not known: its currency is not that of its sale");
            return;
        }
        FileView file = file(refund);
        long line = events.number(refund, LINE);
        take(refund, sale);
        events.number(sale, REFUNDED_AT, events.number(refund, AT));
        events.small(sale, Events.METHOD, method.code());
        chain(refund, sale);
        session.states().put(file.id(), line, RowState.MERGED, "in its order");
        if (events.net(sale) < 0 || !sameMoney(refund, sale)) {
            findings(file)
                    .add(
                            Rule.T11,
                            new Where(file.name(), line, file.header().title("amount")),
                            "order:" + events.tid(sale),
                            sameMoney(refund, sale) ? "it exceeds the sale" : "its currency is not that of its sale");
        }
    }

    /**
     * A chargeback need not say how much, and what another currency says cannot be compared: it takes back what is left.
     * What is gravest is the reason.
     */
    private void take(int refund, int sale) {
        Payment.Reason reason = Payment.Reason.of(events.type(refund));
        long amount = events.number(refund, AMOUNT);
        boolean all = (amount == 0 && reason == Payment.Reason.CHARGEBACK) || !sameMoney(refund, sale);
        long taken = all ? Math.max(events.net(sale), 0) : amount;
        events.number(sale, REFUNDED, events.number(sale, REFUNDED) + taken);
        events.small(sale, Events.REASON, Math.max(events.small(sale, Events.REASON), reason.code()));
    }

    /** Refunds of a sale stand in their order. */
    private void chain(int refund, int sale) {
        int last = events.small(sale, Events.LAST_REFUND);
        if (last == 0) {
            events.small(sale, Events.FIRST_REFUND, refund + 1);
        } else {
            events.small(last - 1, Events.NEXT_REFUND, refund + 1);
        }
        events.small(sale, Events.LAST_REFUND, refund + 1);
    }

    /** Several payments share an id of the gateway when they were paid at once. */
    private int processor(int refund) {
        return best(byGateway.first(events.number(refund, PROC)), byGateway, _ -> true, (one, other) -> {
            int order = Boolean.compare(same(refund, one, PAIRING), same(refund, other, PAIRING));
            order = order == 0 ? Boolean.compare(sameMoney(refund, one), sameMoney(refund, other)) : order;
            order = order == 0 ? Boolean.compare(earlier(one, refund), earlier(other, refund)) : order;
            order = order == 0 ? Boolean.compare(enough(one, refund), enough(other, refund)) : order;
            return order == 0 ? events.order().compare(one, other) : order;
        });
    }

    /** The nearest earlier payment that is large enough, one that has not been given back before others. */
    private int nearest(int refund) {
        int nearest = nearest(refund, events.number(refund, NUMBER));
        return nearest == NONE ? nearest(refund, 0) : nearest;
    }

    private int nearest(int refund, long number) {
        long sub = events.number(refund, SUB);
        boolean any = events.number(refund, NUMBER) == 0;
        Choice fitting = sale -> earlier(sale, refund)
                && events.number(sale, AMOUNT) >= events.number(refund, AMOUNT)
                && sameMoney(refund, sale)
                && (sub == 0 || events.number(sale, SUB) == 0 || events.number(sale, SUB) == sub)
                && (any || events.number(sale, NUMBER) == number);
        return best(byPairing.first(events.number(refund, PAIRING)), byPairing, fitting, (one, other) -> {
            int order = Boolean.compare(enough(one, refund), enough(other, refund));
            order = order == 0 && sub != 0 ? Boolean.compare(same(refund, one, SUB), same(refund, other, SUB)) : order;
            return order == 0 ? events.order().compare(one, other) : order;
        });
    }

    private int best(int first, Chains chains, Choice fitting, Order order) {
        int best = NONE;
        for (int link = first; link != NONE; link = chains.next(link)) {
            int sale = chains.value(link);
            if (fitting.fits(sale) && (best == NONE || order.compare(sale, best) > 0)) {
                best = sale;
            }
        }
        return best;
    }

    private boolean same(int one, int other, int column) {
        return events.number(one, column) == events.number(other, column);
    }

    private boolean sameMoney(int one, int other) {
        return events.currencyCode(one) == events.currencyCode(other);
    }

    private boolean earlier(int sale, int refund) {
        return events.number(sale, AT) <= events.number(refund, AT);
    }

    private boolean enough(int sale, int refund) {
        return events.net(sale) >= events.number(refund, AMOUNT);
    }

    private FileView file(int event) {
        return Objects.requireNonNull(session.files().get(events.file(event)));
    }

    private Findings findings(FileView file) {
        return session.states().current(file.id()) ? session.allFindings() : Findings.NONE;
    }

    private interface Choice {
        boolean fits(int sale);
    }
}
