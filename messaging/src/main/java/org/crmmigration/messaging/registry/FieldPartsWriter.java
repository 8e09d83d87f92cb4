package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.crmmigration.schemas.DayValue;
import org.crmmigration.schemas.DecimalValue;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.MomentValue;
import org.crmmigration.schemas.MoneyValue;
import org.crmmigration.schemas.ReferenceValue;
import org.jspecify.annotations.Nullable;

/** The binary form of named values, which records and commands share, written without asking the schema about each. */
final class FieldPartsWriter {

    private static final List<String> VALUES = List.of(
            "null",
            "boolean",
            "long",
            "string",
            "DecimalValue",
            "MoneyValue",
            "MomentValue",
            "DayValue",
            "ReferenceValue",
            "array");

    private FieldPartsWriter() {}

    /**
     * @param names the fields of the message in their order; the one named {@code fields} holds the named values
     * @throws IllegalStateException when the schema is laid out otherwise than this class writes
     */
    static void check(Schema schema, List<String> names) {
        List<String> fields =
                schema.getFields().stream().map(Schema.Field::name).toList();
        Schema value = schema.getField("fields")
                .schema()
                .getElementType()
                .getField("value")
                .schema();
        List<String> values = value.getTypes().stream().map(Schema::getName).toList();
        if (!fields.equals(names) || !values.equals(VALUES)) {
            throw new IllegalStateException(schema.getName() + " is laid out otherwise: " + fields + ' ' + values);
        }
    }

    static void write(List<FieldPart> fields, Encoder out) throws IOException {
        begin(fields, out);
        for (FieldPart field : fields) {
            out.startItem();
            out.writeString(field.getName());
            value(field.getValue(), out);
        }
        out.writeArrayEnd();
    }

    static void begin(Collection<?> items, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(items.size());
    }

    static void texts(List<?> texts, Encoder out) throws IOException {
        begin(texts, out);
        for (Object text : texts) {
            out.startItem();
            out.writeString((String) text);
        }
        out.writeArrayEnd();
    }

    static void texts(Map<String, String> texts, Encoder out) throws IOException {
        out.writeMapStart();
        out.setItemCount(texts.size());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            out.startItem();
            out.writeString(entry.getKey());
            out.writeString(entry.getValue());
        }
        out.writeMapEnd();
    }

    private static void value(@Nullable Object value, Encoder out) throws IOException {
        switch (value) {
            case null -> out.writeIndex(0);
            case Boolean on -> {
                out.writeIndex(1);
                out.writeBoolean(on);
            }
            case Long number -> {
                out.writeIndex(2);
                out.writeLong(number);
            }
            case String text -> {
                out.writeIndex(3);
                out.writeString(text);
            }
            case DecimalValue decimal -> {
                out.writeIndex(4);
                out.writeString(decimal.getNumber());
            }
            case MoneyValue money -> {
                out.writeIndex(5);
                out.writeString(money.getAmount());
                out.writeString(money.getCurrency());
            }
            case MomentValue moment -> {
                out.writeIndex(6);
                out.writeLong(moment.getInstant().toEpochMilli());
            }
            case DayValue day -> {
                out.writeIndex(7);
                out.writeString(day.getDate());
            }
            case ReferenceValue reference -> {
                out.writeIndex(8);
                out.writeString(reference.getObjectType());
                out.writeString(reference.getSourceKey());
            }
            case List<?> texts -> {
                out.writeIndex(9);
                texts(texts, out);
            }
            default -> throw new IllegalArgumentException("the schema has no value of " + value.getClass());
        }
    }
}
