package org.crmmigration.ingest.publish;

import java.time.Instant;
import java.util.Optional;
import org.crmmigration.ingest.fold.Draft;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;

/** Adds to a folded record what other records say about it: the contact's company, orders and affiliate. */
final class Assembly {

    private static final String COMPANY = """
            select k.source_key from contact_company c join company_key k on k.name = c.name and k.domain = c.domain
            where c.identity = ?
            """;

    private final Sql sql;

    Assembly(Sql sql) {
        this.sql = sql;
    }

    void complete(Draft draft, long identity) {
        switch (draft.kind()) {
            case CONTACT -> {
                company(draft, identity);
                totals(draft, identity);
                affiliate(draft, identity);
            }
            case ORDER, SUBSCRIPTION, DEAL -> company(draft, identity);
            case CUSTOM_FIELD,
                    TAG,
                    LIST,
                    OWNER,
                    PRODUCT,
                    CALENDAR,
                    PIPELINE,
                    COMPANY,
                    APPOINTMENT,
                    NOTE,
                    AFFILIATE -> {}
        }
    }

    private void company(Draft draft, long identity) {
        Optional<String> company = sql.first(COMPANY, row -> row.text(1), identity);
        company.ifPresent(key -> draft.references().putIfAbsent("company", key));
    }

    private void totals(Draft draft, long identity) {
        Optional<Totals> totals = sql.first(
                "select orders, spend, first_at, last_at, currency from order_total where identity = ?",
                row -> new Totals(row.number(1), row.number(2), row.number(3), row.number(4), row.text(5)),
                identity);
        totals.ifPresent(found -> {
            draft.fields().put("derived.order_count", new Value.Whole(found.orders()));
            draft.fields().put("derived.first_purchase_at", moment(found.firstAt()));
            draft.fields().put("derived.last_purchase_at", moment(found.lastAt()));
            if (!found.currency().isEmpty()) {
                draft.fields()
                        .put(
                                "derived.lifetime_spend",
                                new Value.Money(java.math.BigDecimal.valueOf(found.spend(), 4), found.currency()));
            }
        });
    }

    private void affiliate(Draft draft, long identity) {
        sql.first(
                        "select id, status, username from affiliate_of where identity = ?",
                        row -> java.util.List.of(row.text(1), row.text(2), row.text(3)),
                        identity)
                .ifPresent(found -> {
                    draft.text("affiliate.id", found.get(0));
                    draft.text("affiliate.status", found.get(1));
                    draft.text("affiliate.username", found.get(2));
                });
    }

    private static Value moment(long millis) {
        return new Value.Moment(Instant.ofEpochMilli(millis));
    }

    /** Kinds whose records belong to a contact. */
    static boolean hasContact(Kind kind) {
        return kind == Kind.CONTACT || kind == Kind.ORDER || kind == Kind.SUBSCRIPTION || kind == Kind.DEAL;
    }

    private record Totals(long orders, long spend, long firstAt, long lastAt, String currency) {}
}
