package org.crmmigration.reconcile.ledger;

import java.math.BigDecimal;

/**
 * Sums of one currency.
 *
 * @param paid net amounts of the orders that were not left out; one that another record totals is not
 * @param leftOut those of the orders that were
 * @param won values of won deals as commanded
 * @param confirmed those the CRM confirmed
 * @param readBack those that were found with the same value afterwards
 * @param open of what was paid, what landed on deals that were not won, such as those of running subscriptions
 * @param elsewhere of what was paid, what the mapping's choices make something else than a deal of, such as a note or a row
 *     of a table
 */
public record MoneyLine(
        String currency,
        BigDecimal paid,
        BigDecimal leftOut,
        BigDecimal won,
        BigDecimal confirmed,
        BigDecimal readBack,
        BigDecimal open,
        BigDecimal elsewhere) {

    /** Whether all sums but what was left out are the same. */
    public boolean agrees() {
        return paid.compareTo(won) == 0 && landed();
    }

    /** What was paid and is nowhere to be found. */
    public BigDecimal unexplained() {
        return paid.subtract(won).subtract(open).subtract(elsewhere);
    }

    /** Whether everything that was paid is accounted for, and what was won is in the CRM with its value. */
    public boolean explained() {
        return unexplained().signum() == 0 && landed();
    }

    /** Whether what was won is in the CRM with its value. */
    public boolean landed() {
        return won.compareTo(confirmed) == 0 && confirmed.compareTo(readBack) == 0;
    }
}
