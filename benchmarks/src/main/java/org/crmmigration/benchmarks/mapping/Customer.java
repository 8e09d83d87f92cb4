package org.crmmigration.benchmarks.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;

/** Synthetic records as full as those of a Kartra account: a contact has 30 fields, an order 15; nine of ten orders are sales. */
final class Customer {

    private static final Instant START = Instant.parse("2022-01-01T09:00:00Z");
    private static final int COMPANIES = 500;

    private final String export;
    private long sequence;

    Customer(String export) {
        this.export = export;
    }

    SourceRecord company(int i) {
        Map<String, Value> fields = new LinkedHashMap<>();
        text(fields, "name", "Company " + i);
        text(fields, "domain", "company" + i + ".example");
        text(fields, "city", "Springfield");
        return record(Kind.COMPANY, "company:" + i, START, fields, Map.of());
    }

    SourceRecord contact(int i) {
        Instant created = START.plus(i, ChronoUnit.MINUTES);
        Map<String, Value> fields = new LinkedHashMap<>();
        text(fields, "kartra_id", "" + i);
        text(fields, "email", "person" + i + "@mail.example.org");
        text(fields, "first_name", "First" + i);
        text(fields, "last_name", "Last" + i);
        text(fields, "full_name", "First" + i + " Last" + i);
        text(fields, "phone", "+12025550" + (100 + i % 900));
        text(fields, "company_name", "Company " + i % COMPANIES);
        text(fields, "address", i + " Main Street");
        text(fields, "city", "Springfield");
        text(fields, "state", "IL");
        text(fields, "postal_code", "6270" + i % 10);
        text(fields, "country", "United States");
        text(fields, "country_code", "US");
        text(fields, "website", "https://site" + i % 1000 + ".example");
        text(fields, "time_zone", "America/Chicago");
        text(fields, "lead_source", i % 3 == 0 ? "webinar" : "single-optin");
        fields.put("score", new Value.Whole(i % 100));
        fields.put("tags", new Value.Texts(List.of("customer", "tag" + i % 40, "course " + i % 7)));
        fields.put("lists", new Value.Texts(List.of("list" + i % 9)));
        text(fields, "gdpr_status", "2");
        text(fields, "gdpr_state", "granted");
        fields.put("gdpr_status_at", new Value.Moment(created));
        text(fields, "mailing_status", "Subscribed");
        fields.put("do_not_mail", new Value.Flag(i % 11 == 0));
        text(fields, "owner_email", i % 2 == 0 ? "admin@acme.example" : "sales@acme.example");
        fields.put("created_at", new Value.Moment(created));
        text(fields, "custom.favourite_colour", i % 2 == 0 ? "green" : "blue");
        text(fields, "custom.size", "" + i % 50);
        fields.put("derived.lifetime_spend", new Value.Money(BigDecimal.valueOf(4950, 2), "USD"));
        fields.put("derived.order_count", new Value.Whole(1));
        return record(Kind.CONTACT, "contact:" + i, created, fields, Map.of("company", "company:" + i % COMPANIES));
    }

    SourceRecord order(int i) {
        Instant at = START.plus(i, ChronoUnit.HOURS);
        Map<String, Value> fields = new LinkedHashMap<>();
        text(fields, "transaction_id", "" + (500_000 + i));
        text(fields, "type", i % 10 == 9 ? "REBILL" : "SALE");
        text(fields, "status", i % 13 == 0 ? "refunded" : "completed");
        for (String amount : List.of("amount", "net")) {
            fields.put(amount, new Value.Money(BigDecimal.valueOf(4950 + i % 100, 2), "USD"));
        }
        fields.put("refunded", new Value.Money(BigDecimal.ZERO, "USD"));
        fields.put("occurred_at", new Value.Moment(at));
        text(fields, "product_name", "Course " + i % 20);
        text(fields, "price_point", "Standard");
        fields.put("quantity", new Value.Whole(1));
        text(fields, "payment_method", "Stripe");
        fields.put("tax", new Value.Money(BigDecimal.valueOf(i % 9), "USD"));
        fields.put("is_trial", new Value.Flag(false));
        text(fields, "processor_transaction_id", "ch_" + i);
        if (i % 10 == 9) {
            text(fields, "carried_by", "order:" + (i - 1));
        }
        return record(
                Kind.ORDER,
                "order:" + i,
                at,
                fields,
                Map.of("contact", "contact:" + i, "company", "company:" + i % COMPANIES));
    }

    static int companies() {
        return COMPANIES;
    }

    private SourceRecord record(
            Kind kind, String key, Instant created, Map<String, Value> fields, Map<String, String> references) {
        return new SourceRecord(
                export,
                sequence++,
                kind,
                key,
                "0123456789abcdef0123456789abcdef",
                Change.NEW,
                created,
                fields,
                references,
                Map.of(),
                List.of(),
                List.of(new Row("contacts.csv", sequence)));
    }

    private static void text(Map<String, Value> fields, String name, String text) {
        fields.put(name, new Value.Text(text));
    }
}
