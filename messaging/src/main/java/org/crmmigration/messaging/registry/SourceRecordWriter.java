package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.schemas.DayValue;
import org.crmmigration.schemas.DecimalValue;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.MomentValue;
import org.crmmigration.schemas.MoneyValue;
import org.crmmigration.schemas.ReferenceValue;
import org.crmmigration.schemas.SourceRecordEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes source records as the generic writer does, without asking the schema about every value: a migration has millions
 * of them. Refuses a schema that is not laid out as this class writes.
 */
final class SourceRecordWriter implements DatumWriter<SpecificRecord> {

    private static final List<String> FIELDS = List.of(
            "export",
            "sequence",
            "kind",
            "sourceKey",
            "contentHash",
            "change",
            "createdAt",
            "fields",
            "references",
            "raw",
            "flags",
            "rows");
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

    private final Schema changes;

    SourceRecordWriter(Schema schema) {
        List<String> fields =
                schema.getFields().stream().map(Schema.Field::name).toList();
        Schema value = schema.getField("fields")
                .schema()
                .getElementType()
                .getField("value")
                .schema();
        List<String> values = value.getTypes().stream().map(Schema::getName).toList();
        if (!fields.equals(FIELDS) || !values.equals(VALUES)) {
            throw new IllegalStateException("source records are laid out otherwise: " + fields + ' ' + values);
        }
        changes = schema.getField("change").schema();
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the schema is that of the class");
    }

    @Override
    public void write(SpecificRecord datum, Encoder out) throws IOException {
        SourceRecordEvent record = (SourceRecordEvent) datum;
        out.writeString(record.getExport());
        out.writeLong(record.getSequence());
        out.writeString(record.getKind());
        out.writeString(record.getSourceKey());
        out.writeString(record.getContentHash());
        out.writeEnum(changes.getEnumOrdinal(record.getChange().name()));
        createdAt(record.getCreatedAt(), out);
        begin(record.getFields(), out);
        for (FieldPart field : record.getFields()) {
            out.startItem();
            out.writeString(field.getName());
            value(field.getValue(), out);
        }
        out.writeArrayEnd();
        texts(record.getReferences(), out);
        texts(record.getRaw(), out);
        texts(record.getFlags(), out);
        begin(record.getRows(), out);
        for (var row : record.getRows()) {
            out.startItem();
            out.writeString(row.getFile());
            out.writeLong(row.getRow());
        }
        out.writeArrayEnd();
    }

    private static void createdAt(@Nullable Instant at, Encoder out) throws IOException {
        out.writeIndex(at == null ? 0 : 1);
        if (at != null) {
            out.writeLong(at.toEpochMilli());
        }
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

    private static void begin(Collection<?> items, Encoder out) throws IOException {
        out.writeArrayStart();
        out.setItemCount(items.size());
    }

    private static void texts(List<?> texts, Encoder out) throws IOException {
        begin(texts, out);
        for (Object text : texts) {
            out.startItem();
            out.writeString((String) text);
        }
        out.writeArrayEnd();
    }

    private static void texts(Map<String, String> texts, Encoder out) throws IOException {
        out.writeMapStart();
        out.setItemCount(texts.size());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            out.startItem();
            out.writeString(entry.getKey());
            out.writeString(entry.getValue());
        }
        out.writeMapEnd();
    }
}
