package org.crmmigration.mapping.plan;

import java.time.LocalDate;
import java.time.ZoneId;
import org.crmmigration.mapping.rule.Expression;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** Brings values into the shape of a custom field's type; the type was chosen so that they fit. */
final class Shape {

    private final ZoneId zone;

    Shape(ZoneId zone) {
        this.zone = zone;
    }

    Value of(Value value, Planned field) {
        if (value instanceof Value.Nothing) {
            return value;
        }
        return switch (field.type().holds()) {
            case TEXT -> Expression.Cut.cut(text(value), field.type().limit());
            case NUMBER -> value instanceof Value.Money money ? new Value.Decimal(money.amount()) : value;
            case MONEY -> value;
            case DAY ->
                value instanceof Value.Moment moment
                        ? new Value.Day(LocalDate.ofInstant(moment.instant(), zone))
                        : value;
            case FLAG -> YesNo.of(value).<Value>map(Value.Flag::new).orElse(value);
            case OPTION -> new Value.Text(field.use().spelled(ValueText.readable(value)));
            case OPTIONS ->
                new Value.Texts(FieldUse.texts(value).stream()
                        .map(field.use()::spelled)
                        .distinct()
                        .toList());
        };
    }

    private static Value.Text text(Value value) {
        return value instanceof Value.Text text ? text : new Value.Text(ValueText.readable(value));
    }
}
