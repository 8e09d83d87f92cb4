package org.crmmigration.messaging.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.schemas.DayValue;
import org.crmmigration.schemas.DecimalValue;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.MomentValue;
import org.crmmigration.schemas.MoneyValue;
import org.crmmigration.schemas.ReferenceValue;
import org.jspecify.annotations.Nullable;

/** Converts named values to and from their Avro form. */
public final class FieldParts {

    private FieldParts() {}

    /** The Avro form, in the map's order. */
    public static List<FieldPart> toAvro(Map<String, Value> fields) {
        List<FieldPart> parts = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> parts.add(new FieldPart(name, avro(value))));
        return parts;
    }

    /** The values in the order they were written. */
    public static Map<String, Value> fromAvro(List<FieldPart> parts) {
        Map<String, Value> fields = LinkedHashMap.newLinkedHashMap(parts.size());
        for (FieldPart part : parts) {
            fields.put(part.getName(), value(part.getValue()));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable Object avro(Value value) {
        return switch (value) {
            case Value.Nothing _ -> null;
            case Value.Text t -> t.text();
            case Value.Flag f -> f.on();
            case Value.Whole w -> w.number();
            case Value.Decimal d -> new DecimalValue(d.number().toPlainString());
            case Value.Money m -> new MoneyValue(m.amount().toPlainString(), m.currency());
            case Value.Moment m -> new MomentValue(m.instant());
            case Value.Day d -> new DayValue(d.date().toString());
            case Value.Reference r ->
                new ReferenceValue(r.target().objectType(), r.target().sourceKey());
            case Value.Texts t -> t.texts();
        };
    }

    private static Value value(@Nullable Object avro) {
        return switch (avro) {
            case null -> Value.NOTHING;
            case String s -> new Value.Text(s);
            case Boolean b -> new Value.Flag(b);
            case Long n -> new Value.Whole(n);
            case DecimalValue d -> new Value.Decimal(new BigDecimal(d.getNumber()));
            case MoneyValue m -> new Value.Money(new BigDecimal(m.getAmount()), m.getCurrency());
            case MomentValue m -> new Value.Moment(instant(m));
            case DayValue d -> new Value.Day(LocalDate.parse(d.getDate()));
            case ReferenceValue r -> new Value.Reference(new ObjectKey(r.getObjectType(), r.getSourceKey()));
            case List<?> texts -> new Value.Texts(texts(texts));
            default -> throw new IllegalStateException("the schema has no value of " + avro.getClass());
        };
    }

    /** A list that need not be copied again. */
    private static List<String> texts(List<?> avro) {
        String[] texts = new String[avro.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(avro.get(i));
        }
        return List.of(texts);
    }

    private static Instant instant(MomentValue moment) {
        return moment.getInstant();
    }
}
