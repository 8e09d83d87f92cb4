package org.crmmigration.sandbox.dynamics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import tools.jackson.databind.JsonNode;

/** A value as people read it in the organisation's language, English. */
final class FormattedValue {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.US);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M/d/yyyy h:mm a", Locale.US);

    private final Metadata metadata;

    FormattedValue(Metadata metadata) {
        this.metadata = metadata;
    }

    /** Empty for columns whose value is its own text. */
    String of(Column column, JsonNode value) {
        return switch (column.type()) {
            case PICKLIST, STATE, STATUS -> label(column, value.asInt(0));
            case BOOLEAN -> column.optionSet().isEmpty() ? "" : label(column, value.asBoolean(false) ? 1 : 0);
            case MULTISELECT ->
                Arrays.stream(value.asString().split(",", -1))
                        .map(option -> label(column, Integer.parseInt(option)))
                        .collect(Collectors.joining("; "));
            case DATETIME -> time(column, value.asString());
            case MONEY -> String.format(Locale.US, "$%,.2f", value.decimalValue(BigDecimal.ZERO));
            case INTEGER, BIGINT -> String.format(Locale.US, "%,d", value.asLong(0));
            case DECIMAL, DOUBLE -> String.format(Locale.US, "%,.2f", value.decimalValue(BigDecimal.ZERO));
            case STRING, MEMO, LOOKUP, CUSTOMER, OWNER, UNIQUEIDENTIFIER -> "";
        };
    }

    private String label(Column column, int value) {
        return metadata.optionsOf(column)
                .option(value)
                .map(OptionSet.Option::label)
                .orElse("");
    }

    private static String time(Column column, String text) {
        if (column.behavior().equals("DateOnly")) {
            return DAY.format(LocalDate.parse(text));
        }
        return (column.isDateOnly() ? DAY : MOMENT).format(Instant.parse(text).atOffset(ZoneOffset.UTC));
    }
}
