package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/**
 * A folded record in the list of what is to be published, with what other records say about it.
 *
 * @param place where it stands, packed
 * @param identity the contact it is or belongs to, -1 for none
 * @param gone whether the latest export of its kind lacks it
 * @param company the company of the contact it is or belongs to, empty when there is none
 * @param payment what it is when it is an order
 */
public record Listed(
        Kind kind,
        Place place,
        long identity,
        boolean gone,
        String company,
        Totals totals,
        Affiliate affiliate,
        Optional<Payment> payment) {

    void write(BytesOut out) {
        out.text(kind.word());
        out.number(place.at());
        out.number(place.size());
        out.number(identity);
        out.flag(gone);
        out.text(company);
        if (kind == Kind.CONTACT) {
            totals.write(out);
            affiliate.write(out);
        }
        payment.ifPresent(paid -> paid.write(out));
    }

    /** Reads what was listed. */
    static Listed read(BytesIn in) {
        Kind kind = Packed.kind(in.word());
        return new Listed(
                kind,
                new Place(in.number(), in.size()),
                in.number(),
                in.flag(),
                in.text(),
                kind == Kind.CONTACT ? Totals.read(in) : Totals.NONE,
                kind == Kind.CONTACT ? Affiliate.read(in) : Affiliate.NONE,
                kind == Kind.ORDER ? Optional.of(Payment.read(in)) : Optional.empty());
    }

    /**
     * Adds what other records say.
     *
     * @param files the names of files by their ids
     */
    public void complete(Packed record, Map<Long, String> files) {
        payment.ifPresent(paid -> paid.complete(record, files));
        if (!company.isEmpty()) {
            record.references().putIfAbsent("company", company);
        }
        totals.complete(record);
        record.text("affiliate.id", affiliate.id());
        record.text("affiliate.status", affiliate.status());
        record.text("affiliate.username", affiliate.username());
    }

    /** What a contact's orders come to; times in milliseconds, money in ten-thousandths. */
    record Totals(long orders, long spend, long firstAt, long lastAt, String currency) {
        static final Totals NONE = new Totals(0, 0, 0, 0, "");

        void write(BytesOut out) {
            out.number(orders);
            out.number(spend);
            out.number(firstAt);
            out.number(lastAt);
            out.text(currency);
        }

        static Totals read(BytesIn in) {
            return new Totals(in.number(), in.number(), in.number(), in.number(), in.word());
        }

        void complete(Packed contact) {
            if (orders == 0) {
                return;
            }
            contact.add("derived.order_count", new Value.Whole(orders));
            contact.add("derived.first_purchase_at", moment(firstAt));
            contact.add("derived.last_purchase_at", moment(lastAt));
            // Several currencies have no sum; an earlier export, which had one of them, may have left one.
            contact.add(
                    "derived.lifetime_spend",
                    currency.isEmpty() ? Value.NOTHING : new Value.Money(BigDecimal.valueOf(spend, 4), currency));
        }

        private static Value moment(long millis) {
            return new Value.Moment(Instant.ofEpochMilli(millis));
        }
    }

    /** The affiliate that a contact is. */
    record Affiliate(String id, String status, String username) {
        static final Affiliate NONE = new Affiliate("", "", "");

        void write(BytesOut out) {
            out.text(id);
            out.text(status);
            out.text(username);
        }

        static Affiliate read(BytesIn in) {
            return new Affiliate(in.text(), in.word(), in.text());
        }
    }
}
