package org.crmmigration.dynamics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One column's reading of a value: by its live type, within its live limits. */
record ColumnValue(String logical, ColumnSchema column) {

    /** Most options of one multi-select value. */
    static final int MOST_OPTIONS = 150;

    private static final int MONEY_DIGITS = 4;
    private static final int NOTE_LIMIT = 100_000;
    private static final Set<String> YES = Set.of("yes", "true", "1", "y", "on");
    private static final Set<String> NO = Set.of("no", "false", "0", "n", "off");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    JsonNode of(Value value) {
        if (value instanceof Value.Nothing) {
            return NODES.nullNode();
        }
        return switch (column.kind()) {
            case TEXT -> text(readable(value));
            case CHOICE -> choice(readable(value));
            case CHOICES -> choices(value);
            case FLAG -> flag(value);
            case NUMBER -> number(value);
            case MONEY -> number(value);
            case DAY -> RowCodec.text(day(value));
            case MOMENT -> RowCodec.text(moment(value));
            case LOOKUP, CREATED, STATE -> throw refused("validation", "is no column of values");
        };
    }

    private JsonNode text(String text) {
        int limit = column.name().equals("notetext") ? Math.min(NOTE_LIMIT, column.maxLength()) : column.maxLength();
        if (limit > 0 && text.length() > limit) {
            throw refused("too-long", "has " + text.length() + " characters, its column takes " + limit);
        }
        return RowCodec.text(text);
    }

    private JsonNode choice(String label) {
        return NODES.numberNode(option(label));
    }

    private JsonNode choices(Value value) {
        List<String> labels = value instanceof Value.Texts(var texts) ? texts : List.of(readable(value));
        Set<Integer> options = new HashSet<>();
        labels.forEach(label -> options.add(option(label)));
        if (options.size() > MOST_OPTIONS) {
            throw refused(
                    "too-many-options", "selects " + options.size() + " options, Dataverse takes " + MOST_OPTIONS);
        }
        return options.isEmpty() ? NODES.nullNode() : RowCodec.text(RowBuilder.options(options));
    }

    private int option(String label) {
        return column.option(label).orElseThrow(() -> refused("option-missing", "names an option its column has not"));
    }

    private JsonNode flag(Value value) {
        if (value instanceof Value.Flag(var on)) {
            return NODES.booleanNode(on);
        }
        String text = readable(value).strip().toLowerCase(Locale.ROOT);
        if (!YES.contains(text) && !NO.contains(text)) {
            throw refused("validation", "takes yes or no");
        }
        return NODES.booleanNode(YES.contains(text));
    }

    private JsonNode number(Value value) {
        BigDecimal number = switch (value) {
            case Value.Whole(var whole) -> BigDecimal.valueOf(whole);
            case Value.Decimal(var decimal) -> decimal;
            case Value.Money(var amount, var _) -> amount;
            default -> parsed(readable(value));
        };
        boolean below = column.min() != null && number.compareTo(column.min()) < 0;
        boolean above = column.max() != null && number.compareTo(column.max()) > 0;
        if (below || above) {
            throw refused("out-of-range", "is outside " + column.min() + " to " + column.max());
        }
        if (column.type().equals("Integer")) {
            return NODES.numberNode(whole(number));
        }
        BigDecimal exact = column.kind() == Kind.MONEY && number.scale() > MONEY_DIGITS
                ? number.setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN)
                : number;
        return NODES.numberNode(exact);
    }

    private long whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw refused("validation", "takes a whole number");
        }
    }

    private BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw refused("validation", "takes a number");
        }
    }

    private String day(Value value) {
        return switch (value) {
            case Value.Day(var date) -> date.toString();
            case Value.Moment(var instant) ->
                instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
            default -> throw refused("validation", "takes a date");
        };
    }

    private String moment(Value value) {
        return switch (value) {
            case Value.Moment(var instant) -> instant.toString();
            case Value.Day(var date) -> date + "T00:00:00Z";
            default -> throw refused("validation", "takes a point in time");
        };
    }

    private static String readable(Value value) {
        return value instanceof Value.Text(var text) ? text : ValueText.readable(value);
    }

    private RuntimeException refused(String code, String reason) {
        return RowBuilder.rejected(code, logical, reason);
    }
}
