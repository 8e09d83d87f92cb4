package org.crmmigration.reconcile.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/** Keeps the amounts of orders and of the deals made of them, in ten-thousandths, so that sums are exact. */
final class MoneyTable {

    /** Types of objects that say what was won: deals, and where winning is a step of its own, that step. */
    static final Set<String> TYPES = Set.of("deal", "opportunity_close");

    /** Fields of records and commands a ledger keeps, and only while it counts. */
    static final Set<String> FIELDS = Set.of("net", "amount", "value", "revenue", "status");

    private static final int SCALE = 4;
    private static final String SOURCE = "INSERT OR REPLACE INTO source_money VALUES (?, ?, ?, ?)";
    private static final String FORGET = "DELETE FROM source_money WHERE export = ?";
    private static final String DEAL = "INSERT OR REPLACE INTO deal_money VALUES (?, ?, ?, ?, ?)";

    private final Database database;

    MoneyTable(Database database) {
        this.database = database;
    }

    /** What an order brought in, after refunds. */
    void source(SourceRecord record) {
        Value.Money paid = money(record.fields(), "net", "amount");
        if (record.kind() == Kind.ORDER && paid != null) {
            database.update(
                    SOURCE, record.export(), KeyHash.of(record.sourceKey()), paid.currency(), units(paid.amount()));
        }
    }

    /** Before a generation is published again. */
    void forget(String export) {
        database.update(FORGET, export);
    }

    /** The value of a won deal made of an order or a subscription. */
    void command(ObjectCommand command) {
        String from = command.key().sourceKey();
        boolean ofOrder = from.startsWith("order:") || from.startsWith("subscription:");
        Value.Money value = money(command.fields(), "value", "revenue");
        boolean won = ValueText.readable(command.fields().getOrDefault("status", Value.NOTHING))
                .equals("won");
        if (ofOrder && won && value != null) {
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
