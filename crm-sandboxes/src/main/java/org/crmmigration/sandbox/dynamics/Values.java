package org.crmmigration.sandbox.dynamics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Checks one value against its column and gives it the form in which it is stored and read back. */
final class Values {

    private static final int MOST_SELECTIONS = 150;
    private static final Instant FIRST = Instant.parse("1753-01-01T00:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Metadata metadata;
    private final Quirks.Rows quirks;

    Values(Metadata metadata, Quirks.Rows quirks) {
        this.metadata = metadata;
        this.quirks = quirks;
    }

    /** The value to store, a null node when there is none. */
    JsonNode check(Column column, JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        return switch (column.type()) {
            case STRING, MEMO -> text(column, value);
            case INTEGER, BIGINT -> whole(column, value);
            case DECIMAL, DOUBLE, MONEY -> decimal(column, value);
            case BOOLEAN -> typed(column, value, value.isBoolean(), "Edm.Boolean");
            case PICKLIST, STATE, STATUS -> option(column, value);
            case MULTISELECT -> selections(column, value);
            case DATETIME -> time(column, value);
            case UNIQUEIDENTIFIER -> guid(column, value);
            case LOOKUP, CUSTOMER, OWNER -> throw new IllegalArgumentException("a lookup is no value");
        };
    }

    private JsonNode text(Column column, JsonNode value) {
        typed(column, value, value.isString(), "Edm.String");
        String text = value.asString();
        if (text.isEmpty() && quirks.emptyTextIsNull()) {
            return NullNode.getInstance();
        }
        boolean note =
                column.table().equals("annotation") && column.logicalName().equals("notetext");
        int most = note ? quirks.noteTextLength() : column.bounds().maxLength();
        if (text.length() > most) {
            throw Refusal.of(
                    ErrorCode.STRING_LENGTH_TOO_LONG,
                    "A validation error occurred.  The length of the '" + column.logicalName() + "' attribute of the '"
                            + column.table() + "' entity exceeded the maximum allowed length of '" + most + "'.");
        }
        return value;
    }

    private static JsonNode whole(Column column, JsonNode value) {
        typed(column, value, value.isIntegralNumber(), "Edm.Int32");
        inRange(column, value, ErrorCode.INTEGER_OUT_OF_RANGE);
        return value;
    }

    private static JsonNode decimal(Column column, JsonNode value) {
        typed(column, value, value.isNumber(), "Edm.Decimal");
        inRange(column, value, ErrorCode.DECIMAL_OUT_OF_RANGE);
        if (column.type() == ColumnType.DOUBLE) {
            return value;
        }
        BigDecimal rounded = value.decimalValue().setScale(column.bounds().precision(), RoundingMode.HALF_EVEN);
        return JSON.numberNode(rounded);
    }

    private static void inRange(Column column, JsonNode value, ErrorCode code) {
        BigDecimal number = value.decimalValue();
        BigDecimal min = column.bounds().min();
        BigDecimal max = column.bounds().max();
        if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
            throw Refusal.of(
                    code,
                    "A validation error occurred. The value " + number.toPlainString() + " of '"
                            + column.logicalName() + "' on record of type '" + column.table()
                            + "' is outside the valid range. Accepted values: " + min.toPlainString() + " to "
                            + max.toPlainString() + ".");
        }
    }

    private JsonNode option(Column column, JsonNode value) {
        typed(column, value, value.isIntegralNumber() && value.canConvertToInt(), "Edm.Int32");
        requireOption(column, value.asInt());
        return value;
    }

    private void requireOption(Column column, int value) {
        OptionSet options = metadata.optionsOf(column);
        if (!options.has(value)) {
            throw Refusal.of(
                    ErrorCode.PICKLIST_VALUE_OUT_OF_RANGE,
                    "A validation error occurred. The value " + value + " of '" + column.logicalName()
                            + "' on record of type '" + column.table()
                            + "' is outside the valid range. Accepted Values: " + options.acceptedValues());
        }
    }

    private JsonNode selections(Column column, JsonNode value) {
        typed(column, value, value.isString(), "Edm.String");
        List<Integer> chosen = new ArrayList<>();
        for (String part : value.asString().split(",", -1)) {
            if (!part.strip().matches("\\d{1,9}")) {
                throw literal(value, "Edm.String");
            }
            chosen.add(Integer.parseInt(part.strip()));
        }
        chosen.forEach(option -> requireOption(column, option));
        if (chosen.size() > MOST_SELECTIONS) {
            throw Refusal.of(
                    ErrorCode.TOO_MANY_SELECTIONS,
                    "The number of selected values for attribute " + column.logicalName() + " exceeds the maximum of "
                            + MOST_SELECTIONS + ".");
        }
        return JSON.stringNode(
                String.join(",", chosen.stream().distinct().map(String::valueOf).toList()));
    }

    private JsonNode time(Column column, JsonNode value) {
        typed(column, value, value.isString(), "Edm.DateTimeOffset");
        boolean day = column.behavior().equals("DateOnly");
        String text = value.asString();
        if (day && text.contains("T") && !quirks.trimDateOnlyTime()) {
            throw literal(value, "Edm.Date");
        }
        Instant instant = moment(value);
        if (instant.isBefore(FIRST)) {
            throw Refusal.of(
                    ErrorCode.INVALID_DATE_TIME,
                    "DateTime is less than minimum value supported by CrmDateTime. Actual value: " + text);
        }
        return JSON.stringNode(day ? Times.day(instant) : Times.moment(instant));
    }

    private static Instant moment(JsonNode value) {
        try {
            return Times.parse(value.asString());
        } catch (DateTimeException e) {
            throw literal(value, "Edm.DateTimeOffset");
        }
    }

    private static JsonNode guid(Column column, JsonNode value) {
        typed(column, value, value.isString() && Literal.isGuid(value.asString()), "Edm.Guid");
        return JSON.stringNode(value.asString().toLowerCase(java.util.Locale.ROOT));
    }

    private static JsonNode typed(Column column, JsonNode value, boolean fits, String edmType) {
        if (!fits) {
            throw Refusal.payload(
                    column.table(), String.valueOf(literal(value, edmType).getMessage()));
        }
        return value;
    }

    private static Refusal literal(JsonNode value, String edmType) {
        String shown = value.isValueNode() ? value.asString() : "...";
        return Refusal.of(
                ErrorCode.PAYLOAD,
                "Cannot convert the literal '" + shown + "' to the expected type '" + edmType + "'.");
    }
}
