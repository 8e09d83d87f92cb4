package org.crmmigration.ingest.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.fold.Payment;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.value.Value;

/**
 * A folded record with what other records say about it: the contact's company, orders and affiliate.
 *
 * @param identity the contact it is or belongs to, -1 for none
 * @param before its hash in the generation before, empty when it was not there
 * @param company the company of the contact it is or belongs to, empty when there is none
 */
record Folded(
        Supplier<Packed> packed,
        long sequence,
        long identity,
        boolean gone,
        String before,
        String company,
        Totals totals,
        Affiliate affiliate) {

    private static final String COMPANY = """
             left join contact_company c on c.identity = r.identity
            left join company_key k on k.name = c.name and k.domain = c.domain
            """;
    private static final String PERSON = """
             left join order_total t on t.identity = r.identity left join affiliate_of a on a.identity = r.identity
            """;

    /** Selects the records of a kind in the order in which they are published. */
    static String select(Kind kind, Generations generations) {
        boolean order = kind == Kind.ORDER;
        boolean contact = kind == Kind.CONTACT;
        return "select r.place, r.size, " + generations.hash() + ", coalesce(r.identity, -1)"
                + (order ? ", 0" : ", r.gone")
                + (companies(kind) ? ", coalesce(k.source_key, '')" : "")
                + (contact ? ", t.orders, t.spend, t.first_at, t.last_at, t.currency, a.id, a.status, a.username" : "")
                + (order ? ", " + Payment.COLUMNS + " from " + Payment.TABLES : " from record r")
                + generations.join(order ? "'order:' || r.tid" : "r.key")
                + (companies(kind) ? COMPANY : "")
                + (contact ? PERSON : "")
                + " where "
                + (order ? Payment.IN_ORDER : "r.kind = '" + kind.name() + "' order by r.created, r.sort, r.key");
    }

    /**
     * A row of {@link #select}.
     *
     * @param files the names of files by their ids
     */
    static Folded of(Sql.Rows row, Kind kind, long sequence, Payloads payloads, Map<Long, String> files) {
        Place place = Place.of(row, 1);
        boolean contact = kind == Kind.CONTACT;
        Supplier<Packed> kept = () -> new Packed(payloads.read(place));
        return new Folded(
                kind == Kind.ORDER ? ordered(kept, Payment.of(row, 7), files) : kept,
                sequence,
                row.number(4),
                row.number(5) == 1,
                row.text(3),
                companies(kind) ? row.text(6) : "",
                contact
                        ? new Totals(row.number(7), row.number(8), row.number(9), row.number(10), row.text(11))
                        : Totals.NONE,
                contact ? new Affiliate(row.text(12), row.text(13), row.text(14)) : Affiliate.NONE);
    }

    private static Supplier<Packed> ordered(Supplier<Packed> kept, Payment payment, Map<Long, String> files) {
        return () -> payment.order(kept.get(), files);
    }

    private static boolean companies(Kind kind) {
        return switch (kind) {
            case CONTACT, ORDER, SUBSCRIPTION, DEAL -> true;
            case CUSTOM_FIELD, TAG, LIST, OWNER, PRODUCT, CALENDAR, PIPELINE, COMPANY, APPOINTMENT, NOTE, AFFILIATE ->
                false;
        };
    }

    /** The whole record. */
    Packed complete() {
        Packed whole = packed.get();
        if (!company.isEmpty()) {
            whole.references().putIfAbsent("company", company);
        }
        if (totals.orders() > 0) {
            whole.add("derived.order_count", new Value.Whole(totals.orders()));
            whole.add("derived.first_purchase_at", moment(totals.firstAt()));
            whole.add("derived.last_purchase_at", moment(totals.lastAt()));
            if (!totals.currency().isEmpty()) {
                BigDecimal spend = BigDecimal.valueOf(totals.spend(), 4);
                whole.add("derived.lifetime_spend", new Value.Money(spend, totals.currency()));
            }
        }
        whole.text("affiliate.id", affiliate.id());
        whole.text("affiliate.status", affiliate.status());
        whole.text("affiliate.username", affiliate.username());
        return whole;
    }

    /** How the record with a hash compares with the generation before. */
    Change change(String hash) {
        if (gone) {
            return Change.VANISHED;
        }
        if (before.isEmpty()) {
            return Change.NEW;
        }
        return before.equals(hash) ? Change.IDENTICAL : Change.CHANGED;
    }

    private static Value moment(long millis) {
        return new Value.Moment(Instant.ofEpochMilli(millis));
    }

    /** What a contact's orders come to; times in milliseconds, money in ten-thousandths. */
    record Totals(long orders, long spend, long firstAt, long lastAt, String currency) {
        static final Totals NONE = new Totals(0, 0, 0, 0, "");
    }

    /** The affiliate that a contact is. */
    record Affiliate(String id, String status, String username) {
        static final Affiliate NONE = new Affiliate("", "", "");
    }
}
