package org.crmmigration.ingest.fold;

import org.crmmigration.ingest.fold.Listed.Totals;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.Tables;

/** What is known of every contact by its identity: whether it was folded, its company, what its orders come to. */
final class Contacts {

    /** No company. */
    static final int NONE = -1;

    private static final int COMPANY = 0;
    private static final int ORDERS = 4;
    private static final int CURRENCY = 8;
    private static final int SPEND = 12;
    private static final int FIRST = 20;
    private static final int LAST = 28;
    private static final int BYTES = 36;
    private static final int FOLDED = 2;
    private static final int SEVERAL = -1;

    private final FixedRows rows;

    Contacts(Tables tables) {
        rows = tables.rows(BYTES);
    }

    /**
     * A contact was folded.
     *
     * @param company the number of the company that it names, or {@link #NONE}
     */
    void folded(long identity, int company) {
        rows.small(row(identity), COMPANY, company + FOLDED);
    }

    boolean folded(long identity) {
        return identity >= 0 && identity < rows.count() && rows.small((int) identity, COMPANY) != 0;
    }

    /** The number of the company that a contact names, or {@link #NONE}; an unknown contact names none. */
    int company(long identity) {
        return folded(identity) ? rows.small((int) identity, COMPANY) - FOLDED : NONE;
    }

    /** Adds a payment. */
    void paid(long identity, long net, long at, int currency) {
        int row = row(identity);
        int orders = rows.small(row, ORDERS);
        boolean first = orders == 0;
        rows.small(row, ORDERS, orders + 1);
        rows.number(row, SPEND, rows.number(row, SPEND) + net);
        rows.number(row, FIRST, first ? at : Math.min(at, rows.number(row, FIRST)));
        rows.number(row, LAST, first ? at : Math.max(at, rows.number(row, LAST)));
        rows.small(row, CURRENCY, first || rows.small(row, CURRENCY) == currency ? currency : SEVERAL);
    }

    /** What a contact's orders come to. */
    Totals totals(long identity, Events events) {
        if (identity < 0 || identity >= rows.count() || rows.small((int) identity, ORDERS) == 0) {
            return Totals.NONE;
        }
        int row = (int) identity;
        int currency = rows.small(row, CURRENCY);
        return new Totals(
                rows.small(row, ORDERS),
                rows.number(row, SPEND),
                rows.number(row, FIRST),
                rows.number(row, LAST),
                currency == SEVERAL ? "" : events.currencies().of(currency));
    }

    private int row(long identity) {
        int row = Math.toIntExact(identity);
        rows.reach(row);
        return row;
    }
}
