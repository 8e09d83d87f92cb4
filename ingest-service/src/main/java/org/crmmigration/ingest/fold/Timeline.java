package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.messaging.record.RecordMessage.Row;

/** What the transactions say about one subscription, event by event in their order. */
final class Timeline {

    private final List<Row> rows = new ArrayList<>();
    private String status = "";
    private String currency = "";
    private Place sample = Place.NONE;
    private long identity = -1;
    private long firstAt = Long.MAX_VALUE;
    private long startedAt = -1;
    private long endedAt;
    private long lastPaymentAt;
    private long firstSale = -1;
    private long lastAmount = -1;
    private long rebills;
    private long rebillTotal;
    private long paymentsTotal;

    void add(TransactionType type, long at, long contact, long amount, long net, String money, Place payload) {
        firstAt = Math.min(firstAt, at);
        identity = contact >= 0 ? contact : identity;
        if (sample.size() == 0 || type == TransactionType.SALE) {
            sample = payload.size() == 0 ? sample : payload;
        }
        if (type.moneyIn()) {
            pay(type, at, amount, net, money);
        }
        switch (type) {
            case SALE, REBILL, CANCEL_REVERT -> status = "active";
            case CANCELLATION, CANCEL_REQUEST -> {
                status = "cancelled";
                endedAt = at;
            }
            case FAILED -> status = status.isEmpty() ? "past_due" : status;
            case REFUND, PARTIAL_REFUND, CHARGEBACK, PENDING -> {}
        }
    }

    private void pay(TransactionType type, long at, long amount, long net, String money) {
        startedAt = startedAt < 0 ? at : startedAt;
        currency = money;
        lastPaymentAt = at;
        paymentsTotal += net;
        lastAmount = amount;
        if (type == TransactionType.REBILL) {
            rebills++;
            rebillTotal += net;
        } else if (firstSale < 0) {
            firstSale = amount;
        }
    }

    List<Row> rows() {
        return rows;
    }

    String status() {
        return status;
    }

    String currency() {
        return currency;
    }

    Place sample() {
        return sample;
    }

    long identity() {
        return identity;
    }

    /** The first payment, else the first event. */
    long startedAt() {
        return startedAt < 0 ? firstAt : startedAt;
    }

    long endedAt() {
        return status.equals("cancelled") ? endedAt : 0;
    }

    long lastPaymentAt() {
        return lastPaymentAt;
    }

    long firstSale() {
        return firstSale;
    }

    long lastAmount() {
        return lastAmount;
    }

    long rebills() {
        return rebills;
    }

    long rebillTotal() {
        return rebillTotal;
    }

    long paymentsTotal() {
        return paymentsTotal;
    }
}
