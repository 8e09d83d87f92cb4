package org.crmmigration.ingest.fold;

import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.normal.Cells;

/** Kartra's types of transactions; the order is that of events within the same second. */
enum TransactionType {
    /** A payment that somebody made. */
    SALE(0),
    /** A payment that a subscription made. */
    REBILL(1),
    /** A payment that did not happen. */
    FAILED(2),
    /** A subscription is to be cancelled at the period's end. */
    CANCEL_REQUEST(3),
    /** It is not to be cancelled after all. */
    CANCEL_REVERT(4),
    /** A subscription is cancelled. */
    CANCELLATION(5),
    /** A part of a payment was given back. */
    PARTIAL_REFUND(6),
    /** A payment was given back. */
    REFUND(7),
    /** A payment was taken back by the bank. */
    CHARGEBACK(8),
    /** A payment that may happen. */
    PENDING(9);

    private static final Map<String, TransactionType> WORDS = Map.ofEntries(
            Map.entry("sale", SALE),
            Map.entry("purchase", SALE),
            Map.entry("new sale", SALE),
            Map.entry("completed", SALE),
            Map.entry("processed", SALE),
            Map.entry("paid", SALE),
            Map.entry("rebill", REBILL),
            Map.entry("recurring", REBILL),
            Map.entry("renewal", REBILL),
            Map.entry("failed", FAILED),
            Map.entry("failed rebill", FAILED),
            Map.entry("declined", FAILED),
            Map.entry("payment failed", FAILED),
            Map.entry("refund", REFUND),
            Map.entry("refunded", REFUND),
            Map.entry("full refund", REFUND),
            Map.entry("partial refund", PARTIAL_REFUND),
            Map.entry("partially refunded", PARTIAL_REFUND),
            Map.entry("chargeback", CHARGEBACK),
            Map.entry("disputed", CHARGEBACK),
            Map.entry("dispute", CHARGEBACK),
            Map.entry("cancellation", CANCELLATION),
            Map.entry("cancelled", CANCELLATION),
            Map.entry("canceled", CANCELLATION),
            Map.entry("request can", CANCEL_REQUEST),
            Map.entry("request cancellation", CANCEL_REQUEST),
            Map.entry("cancellation requested", CANCEL_REQUEST),
            Map.entry("revert can", CANCEL_REVERT),
            Map.entry("cancellation reverted", CANCEL_REVERT),
            Map.entry("pending", PENDING));

    private final int rank;

    TransactionType(int rank) {
        this.rank = rank;
    }

    static Optional<TransactionType> of(String word) {
        return Optional.ofNullable(WORDS.get(Cells.word(word)));
    }

    int rank() {
        return rank;
    }

    boolean moneyIn() {
        return this == SALE || this == REBILL;
    }

    boolean moneyOut() {
        return this == PARTIAL_REFUND || this == REFUND || this == CHARGEBACK;
    }
}
