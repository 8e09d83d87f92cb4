package org.crmmigration.reconcile.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the amounts of orders and of the deals made of them, in ten-thousandths, so that sums are exact; and what became of
 * the order or subscription that carries an amount: a won deal, another deal, or something else.
 */
final class MoneyTable {

    /** Types of objects that say what was won: deals, and where winning is a step of its own, that step. */
    static final Set<String> TYPES = Set.of("deal", "opportunity_close");

    /** Fields of records and commands a ledger keeps, and only while it counts. */
    static final Set<String> FIELDS = Set.of("net", "amount", "value", "revenue", "status", "carried_by");

    /** Where the money of an order landed: the least, since a deal may be won by a later command. */
    static final int ELSEWHERE = 0;
    /** On a deal that was not won. */
    static final int OPEN = 1;
    /** On a deal that was won. */
    static final int WON = 2;

    private static final int SCALE = 4;
    private static final String SOURCE = "INSERT OR REPLACE INTO source_money VALUES (?, ?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM source_money WHERE export = ?";
    private static final String DEAL = "INSERT OR REPLACE INTO deal_money VALUES (?, ?, ?, ?, ?)";

    private static final String LANDING =
            "INSERT INTO landing VALUES (?, ?, ?) ON CONFLICT (run, source_hash) DO UPDATE SET place = max(place, excluded.place)";
    private static final Set<String> DEALS = Set.of("deal", "opportunity", "opportunity_close");

    private final Database database;

    MoneyTable(Database database) {
        this.database = database;
    }

    /** What an order brought in, after refunds. */
    void source(SourceRecord record) {
        Value.Money paid = money(record.fields(), "net", "amount");
        if (record.kind() == Kind.ORDER && paid != null) {
            String carrier = ValueText.readable(record.fields().getOrDefault("carried_by", Value.NOTHING));
            database.update(
                    SOURCE,
                    record.export(),
                    KeyHash.of(record.sourceKey()),
                    KeyHash.of(carrier.isEmpty() ? record.sourceKey() : carrier),
                    paid.currency(),
                    units(paid.amount()));
        }
    }

    /** Before a generation is published again. */
    void forget(String export) {
        database.update(FORGET, export);
    }

    /** What an order or a subscription becomes, and the value of a won deal. */
    void command(ObjectCommand command) {
        String from = command.key().sourceKey();
        boolean ofOrder = from.startsWith("order:") || from.startsWith("subscription:");
        if (!ofOrder || command.action() != Action.UPSERT) {
            return;
        }
        Value.Money value = money(command.fields(), "value", "revenue");
        boolean won = ValueText.readable(command.fields().getOrDefault("status", Value.NOTHING))
                .equals("won");
        int deal = won ? WON : OPEN;
        database.update(
                LANDING,
                command.run(),
                KeyHash.of(from),
                DEALS.contains(command.key().objectType()) ? deal : ELSEWHERE);
        if (won && value != null) {
            database.update(
                    DEAL,
                    command.run(),
                    command.phase(),
                    KeyHash.of(command.key().toString()),
                    value.currency(),
                    units(value.amount()));
        }
    }

    /** An amount of a sum in ten-thousandths. */
    static BigDecimal amount(long units) {
        return BigDecimal.valueOf(units, SCALE);
    }

    private static Value.@Nullable Money money(Map<String, Value> fields, String name, String otherwise) {
        Value value = fields.getOrDefault(name, fields.getOrDefault(otherwise, Value.NOTHING));
        return value instanceof Value.Money money ? money : null;
    }

    private static long units(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValue();
    }
}
