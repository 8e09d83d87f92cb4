package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.Value;

/** A payment with what later happened to it; its order is made when it is published. */
public record Payment(
        String type,
        long amount,
        String currency,
        long refunded,
        String reason,
        long refundedAt,
        String method,
        String sub,
        String carrier,
        String refundRows,
        long rebills,
        long rebillTotal,
        long lastRebill) {

    /** The columns to select for {@link #of} from {@link #TABLES}. */
    public static final String COLUMNS = "r.type, r.amount, r.currency, r.refunded, r.reason, r.refunded_at, r.method,"
            + " r.sub, r.carrier, w.rows, d.rebills, d.total, d.latest";

    /** Events {@code r} with their refunds and what they carry. */
    public static final String TABLES =
            "event r left join refund_rows w on w.sale = r.tid left join carried d on d.tid = r.tid";

    /** Which events are payments, and their order. */
    public static final String IN_ORDER = "r.type in ('SALE', 'REBILL') order by r.at, r.sort, r.tid";

    /** Reads the columns from this one on. */
    public static Payment of(Sql.Rows row, int first) {
        return new Payment(
                row.text(first),
                row.number(first + 1),
                row.text(first + 2),
                row.number(first + 3),
                row.text(first + 4),
                row.number(first + 5),
                row.text(first + 6),
                row.text(first + 7),
                row.text(first + 8),
                row.text(first + 9),
                row.number(first + 10),
                row.number(first + 11),
                row.number(first + 12));
    }

    /**
     * Completes the order of the payment's own row.
     *
     * @param files the names of files by their ids
     */
    public Packed order(Packed order, Map<Long, String> files) {
        boolean trial = order.fields().value("is_trial") instanceof Value.Flag(boolean on) && on;
        order.add("refunded", Cents.money(refunded, currency));
        order.add("net", Cents.money(amount - refunded, currency));
        order.text("status", status(trial));
        if (!reason.isEmpty()) {
            order.text("refund_reason", reason);
            order.add("refunded_at", new Value.Moment(Instant.ofEpochMilli(refundedAt)));
            order.text("refund_link", method);
            refundRows(order, files);
        }
        if (!sub.isEmpty()) {
            order.references().put("subscription", "subscription:" + sub);
        }
        if (type.equals("REBILL")) {
            order.text(
                    "carried_by",
                    sub.isEmpty() ? (carrier.isEmpty() ? "" : "order:" + carrier) : "subscription:" + sub);
        } else if (sub.isEmpty() && rebills > 0) {
            order.add("rebill_count", new Value.Whole(rebills));
            order.add("rebill_total", Cents.money(rebillTotal, currency));
            order.add("last_rebill_at", new Value.Moment(Instant.ofEpochMilli(lastRebill)));
        }
        return order;
    }

    private String status(boolean trial) {
        if (reason.equals("chargeback")) {
            return "charged_back";
        }
        if (reason.equals("refund") || (refunded > 0 && refunded >= amount)) {
            return "refunded";
        }
        if (refunded > 0) {
            return "partially_refunded";
        }
        return trial && amount == 0 ? "trial_unpaid" : "completed";
    }

    private void refundRows(Packed order, Map<Long, String> files) {
        for (String row : refundRows.isEmpty() ? new String[0] : refundRows.split(" ", -1)) {
            int colon = row.indexOf(':');
            String file = Objects.requireNonNull(files.get(Long.valueOf(row.substring(0, colon))));
            order.add(new Row(file, Long.parseLong(row.substring(colon + 1))));
        }
    }
}
