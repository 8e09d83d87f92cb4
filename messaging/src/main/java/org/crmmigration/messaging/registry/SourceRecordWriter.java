package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.schemas.SourceRecordEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes source records as the generic writer does, without asking the schema about every value: a migration has millions
 * of them. Refuses a schema that is not laid out as this class writes.
 */
final class SourceRecordWriter implements DatumWriter<SpecificRecord> {

    static final List<String> FIELDS = List.of(
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

    private final Schema changes;

    SourceRecordWriter(Schema schema) {
        FieldPartsWriter.check(schema, FIELDS);
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
        FieldPartsWriter.write(record.getFields(), out);
        FieldPartsWriter.texts(record.getReferences(), out);
        FieldPartsWriter.texts(record.getRaw(), out);
        FieldPartsWriter.texts(record.getFlags(), out);
        FieldPartsWriter.begin(record.getRows(), out);
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
}
