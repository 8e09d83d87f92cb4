package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a command wants an opportunity closed, or open again, as values that can be compared with it. */
final class ClosingWish {

    static final String STATUS = "status";
    static final String REVENUE = "actualvalue";
    static final String DATE = "actualclosedate";
    static final String OPEN = "open";

    private static final Set<String> STATES = Set.of("won", "lost", OPEN);

    private ClosingWish() {}

    static WireRow of(ObjectToWrite object) {
        Map<String, WireValue> values = new LinkedHashMap<>();
        String status = ColumnWish.text(object, "status").toLowerCase(Locale.ROOT);
        if (!STATES.contains(status)) {
            throw RowBuilder.rejected("validation", "status", "is won, lost or open");
        }
        values.put(STATUS, new WireValue("status", RowCodec.text(status), Kind.TEXT, true));
        Value revenue = object.fields().get("revenue");
        if (revenue != null) {
            BigDecimal amount = amount(revenue);
            values.put(
                    REVENUE, new WireValue("revenue", JsonNodeFactory.instance.numberNode(amount), Kind.MONEY, true));
        }
        Value closed = object.fields().get("closed_at");
        if (closed != null) {
            values.put(DATE, new WireValue("closed_at", RowCodec.text(day(closed)), Kind.DAY, true));
        }
        return new WireRow(RowType.OPPORTUNITY, opportunity(object), values, null);
    }

    /** Whether it is to be closed. */
    static boolean closes(WireRow wish) {
        return !Json.text(wish.canonical(), STATUS).equals(OPEN);
    }

    private static String opportunity(ObjectToWrite object) {
        if (object.fields().get("opportunity") instanceof Value.Reference(var target)) {
            return RowReads.checked(object.id(target));
        }
        throw RowBuilder.rejected("required", "opportunity", "is required");
    }

    private static BigDecimal amount(Value value) {
        return switch (value) {
            case Value.Money(var amount, var _) -> amount;
            case Value.Decimal(var number) -> number;
            case Value.Whole(var number) -> BigDecimal.valueOf(number);
            default -> throw RowBuilder.rejected("validation", "revenue", "takes an amount");
        };
    }

    private static String day(Value value) {
        return switch (value) {
            case Value.Day(var date) -> date.toString();
            case Value.Moment(var instant) ->
                instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
            default -> throw RowBuilder.rejected("validation", "closed_at", "takes a date");
        };
    }

    static Kind kind(String column) {
        return switch (column) {
            case REVENUE -> Kind.MONEY;
            case DATE -> Kind.DAY;
            default -> Kind.TEXT;
        };
    }
}
