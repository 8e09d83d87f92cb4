package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.schemas.SourceRecordEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SourceRecordWriterTest {

    @ParameterizedTest
    @EnumSource(Change.class)
    void writesWhatTheGenericWriterWrites(Change change) throws IOException {
        for (SpecificRecord record : List.of(full(change), empty(change))) {
            // When
            byte[] bytes = bytes(new SourceRecordWriter(SourceRecordEvent.getClassSchema()), record);

            // Then
            assertThat(bytes).isEqualTo(bytes(generic(), record));
        }
    }

    private static DatumWriter<SpecificRecord> generic() {
        return new SpecificDatumWriter<>(
                SourceRecordEvent.getClassSchema(), SpecificData.getForClass(SourceRecordEvent.class));
    }

    private static SpecificRecord full(Change change) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("nothing", Value.NOTHING);
        fields.put("flag", new Value.Flag(true));
        fields.put("whole", new Value.Whole(-7));
        fields.put("text", new Value.Text("Zo\u00eb \u2014"));
        fields.put("decimal", new Value.Decimal(new BigDecimal("1.5")));
        fields.put("money", new Value.Money(new BigDecimal("12.5"), "EUR"));
        fields.put("moment", new Value.Moment(Instant.parse("2025-01-02T03:04:05.006Z")));
        fields.put("day", new Value.Day(LocalDate.of(2025, 1, 2)));
        fields.put("reference", new Value.Reference(new ObjectKey("person", "contact:1")));
        fields.put("texts", new Value.Texts(List.of("a", "b")));
        fields.put("none", new Value.Texts(List.of()));
        return record(
                change,
                Instant.EPOCH,
                fields,
                Map.of("contact", "contact:1"),
                List.of("conflict"),
                List.of(new Row("a.csv", 2), new Row("b.csv", 3)));
    }

    private static SpecificRecord empty(Change change) {
        return record(change, null, Map.of(), Map.of(), List.of(), List.of());
    }

    private static SpecificRecord record(
            Change change,
            @Nullable Instant at,
            Map<String, Value> fields,
            Map<String, String> texts,
            List<String> flags,
            List<Row> rows) {
        return RecordCodec.toAvro(new SourceRecord(
                "export-1", 5, Kind.CONTACT, "contact:1", "hash", change, at, fields, texts, texts, flags, rows));
    }

    private static byte[] bytes(DatumWriter<SpecificRecord> writer, SpecificRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
