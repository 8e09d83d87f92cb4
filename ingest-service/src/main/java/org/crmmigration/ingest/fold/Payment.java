package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.Value;

/**
 * A payment with what later happened to it; its order is made when it is published. Amounts are ten-thousandths, times
 * milliseconds.
 *
 * @param rebill whether a subscription made it
 * @param sub its subscription, empty when it has none
 * @param carrier the sale that totals it, empty when it has none
 */
public record Payment(
        boolean rebill,
        long amount,
        String currency,
        long refunded,
        Reason reason,
        long refundedAt,
        Method method,
        String sub,
        String carrier,
        List<Refund> refunds,
        long rebills,
        long rebillTotal,
        long lastRebill) {

    /** Where a refund stands. */
    record Refund(long file, long line) {}

    static Payment of(Events events, int event) {
        String sub = events.number(event, Events.SUB) == 0 ? "" : events.sub(event);
        int carrier = events.small(event, Events.CARRIER);
        List<Refund> refunds = new ArrayList<>(0);
        for (int next = events.small(event, Events.FIRST_REFUND); next != 0; ) {
            refunds.add(new Refund(events.file(next - 1), events.number(next - 1, Events.LINE)));
            next = events.small(next - 1, Events.NEXT_REFUND);
        }
        return new Payment(
                events.type(event) == TransactionType.REBILL,
                events.number(event, Events.AMOUNT),
                events.currency(event),
                events.number(event, Events.REFUNDED),
                Reason.of(events.small(event, Events.REASON)),
                events.number(event, Events.REFUNDED_AT),
                Method.of(events.small(event, Events.METHOD)),
                sub,
                carrier == 0 ? "" : events.tid(carrier - 1),
                refunds,
                events.small(event, Events.REBILLS),
                events.number(event, Events.REBILL_TOTAL),
                events.number(event, Events.LAST_REBILL));
    }

    void write(BytesOut out) {
        out.flag(rebill);
        out.number(amount);
        out.text(currency);
        out.number(refunded);
        out.number(reason.code());
        out.number(refundedAt);
        out.number(method.code());
        out.text(sub);
        out.text(carrier);
        out.number(refunds.size());
        for (Refund refund : refunds) {
            out.number(refund.file());
            out.number(refund.line());
        }
        out.number(rebills);
        out.number(rebillTotal);
        out.number(lastRebill);
    }

    static Payment read(BytesIn in) {
        return new Payment(
                in.flag(),
                in.number(),
                in.word(),
                in.number(),
                Reason.of(in.size()),
                in.number(),
                Method.of(in.size()),
                in.text(),
                in.text(),
                refunds(in),
                in.number(),
                in.number(),
                in.number());
    }

    private static List<Refund> refunds(BytesIn in) {
        List<Refund> refunds = new ArrayList<>(0);
        for (int left = in.size(); left > 0; left--) {
            refunds.add(new Refund(in.number(), in.number()));
        }
        return refunds;
    }

    /**
     * Completes the order of the payment's own row.
     *
     * @param files the names of files by their ids
     */
    public void complete(Packed order, Map<Long, String> files) {
        boolean trial = order.on("is_trial");
        order.add("refunded", Cents.money(refunded, currency));
        order.add("net", Cents.money(amount - refunded, currency));
        order.text("status", status(trial));
        if (reason != Reason.NONE) {
            order.text("refund_reason", reason.word());
            order.add("refunded_at", new Value.Moment(Instant.ofEpochMilli(refundedAt)));
            order.text("refund_link", method.word());
            for (Refund refund : refunds) {
                order.add(new Row(Objects.requireNonNull(files.get(refund.file())), refund.line()));
            }
        }
        if (!sub.isEmpty()) {
            order.references().put("subscription", "subscription:" + sub);
        }
        if (rebill) {
            order.text(
                    "carried_by",
                    sub.isEmpty() ? (carrier.isEmpty() ? "" : "order:" + carrier) : "subscription:" + sub);
        } else if (sub.isEmpty() && rebills > 0) {
            order.add("rebill_count", new Value.Whole(rebills));
            order.add("rebill_total", Cents.money(rebillTotal, currency));
            order.add("last_rebill_at", new Value.Moment(Instant.ofEpochMilli(lastRebill)));
        }
    }

    private String status(boolean trial) {
        if (reason == Reason.CHARGEBACK) {
            return "charged_back";
        }
        if (reason == Reason.REFUND || (refunded > 0 && refunded >= amount)) {
            return "refunded";
        }
        if (refunded > 0) {
            return "partially_refunded";
        }
        return trial && amount == 0 ? "trial_unpaid" : "completed";
    }

    /** Why a payment was taken back, the gravest last. */
    public enum Reason {
        /** It was not. */
        NONE(0, ""),
        /** A part was given back. */
        PARTIAL_REFUND(1, "partial_refund"),
        /** It was given back. */
        REFUND(2, "refund"),
        /** The bank took it back. */
        CHARGEBACK(3, "chargeback");

        private final int code;
        private final String word;

        Reason(int code, String word) {
            this.code = code;
            this.word = word;
        }

        int code() {
            return code;
        }

        String word() {
            return word;
        }

        static Reason of(int code) {
            return switch (code) {
                case 1 -> PARTIAL_REFUND;
                case 2 -> REFUND;
                case 3 -> CHARGEBACK;
                default -> NONE;
            };
        }

        static Reason of(TransactionType type) {
            return switch (type) {
                case CHARGEBACK -> CHARGEBACK;
                case PARTIAL_REFUND -> PARTIAL_REFUND;
                case REFUND -> REFUND;
                case SALE, REBILL, FAILED, CANCEL_REQUEST, CANCEL_REVERT, CANCELLATION, PENDING -> NONE;
            };
        }
    }

    /** How a refund was tied to its payment. */
    public enum Method {
        /** There is none. */
        NONE(0, ""),
        /** The refund names it. */
        PARENT_ID(1, "parent_id"),
        /** They share an id of the gateway. */
        PROCESSOR_TRANSACTION_ID(2, "processor_transaction_id"),
        /** It is the nearest payment that fits. */
        NEAREST_SALE(3, "nearest_sale");

        private final int code;
        private final String word;

        Method(int code, String word) {
            this.code = code;
            this.word = word;
        }

        int code() {
            return code;
        }

        String word() {
            return word;
        }

        static Method of(int code) {
            return switch (code) {
                case 1 -> PARENT_ID;
                case 2 -> PROCESSOR_TRANSACTION_ID;
                case 3 -> NEAREST_SALE;
                default -> NONE;
            };
        }
    }
}
