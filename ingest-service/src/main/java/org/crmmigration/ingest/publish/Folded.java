package org.crmmigration.ingest.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Supplier;
import org.crmmigration.ingest.fold.Draft;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.value.Value;

/**
 * A folded record with what other records say about it: the contact's company, orders and affiliate.
 *
 * @param before its hash in the generation before, empty when it was not there
 * @param company the company of the contact it is or belongs to, empty when there is none
 */
record Folded(
        Supplier<Draft> draft,
        long sequence,
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
    static String select(Kind kind, String earlier) {
        boolean contact = kind == Kind.CONTACT;
        boolean company = contact || kind == Kind.ORDER || kind == Kind.SUBSCRIPTION || kind == Kind.DEAL;
        return "select r.payload, r.gone, coalesce(p.hash, '')"
                + (company ? ", coalesce(k.source_key, '')" : "")
                + (contact ? ", t.orders, t.spend, t.first_at, t.last_at, t.currency, a.id, a.status, a.username" : "")
                + " from record r left join " + earlier + " p on p.key = r.key "
                + (company ? COMPANY : "")
                + (contact ? PERSON : "")
                + " where r.kind = ? order by r.created, r.sort, r.key";
    }

    static Folded of(Sql.Rows row, Kind kind, long sequence) {
        byte[] payload = row.bytes(1);
        boolean contact = kind == Kind.CONTACT;
        boolean company = contact || kind == Kind.ORDER || kind == Kind.SUBSCRIPTION || kind == Kind.DEAL;
        return new Folded(
                () -> Draft.unpack(payload),
                sequence,
                row.number(2) == 1,
                row.text(3),
                company ? row.text(4) : "",
                contact
                        ? new Totals(row.number(5), row.number(6), row.number(7), row.number(8), row.text(9))
                        : Totals.NONE,
                contact ? new Affiliate(row.text(10), row.text(11), row.text(12)) : Affiliate.NONE);
    }

    /** The whole record. */
    Draft complete() {
        Draft whole = draft.get();
        if (!company.isEmpty()) {
            whole.references().putIfAbsent("company", company);
        }
        if (totals.orders() > 0) {
            whole.fields().put("derived.order_count", new Value.Whole(totals.orders()));
            whole.fields().put("derived.first_purchase_at", moment(totals.firstAt()));
            whole.fields().put("derived.last_purchase_at", moment(totals.lastAt()));
            if (!totals.currency().isEmpty()) {
                BigDecimal spend = BigDecimal.valueOf(totals.spend(), 4);
                whole.fields().put("derived.lifetime_spend", new Value.Money(spend, totals.currency()));
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
