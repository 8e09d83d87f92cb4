package org.crmmigration.ingest.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DraftTest {

    private static final KeyedHash HASH = new KeyedHash("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void comesBackAsItWasPacked(Kind kind) {
        // Given
        Draft draft = everything(kind);

        // When
        Draft back = Draft.unpack(draft.pack());

        // Then
        assertThat(back.record("e", 1, back.hash(HASH), Change.NEW))
                .isEqualTo(draft.record("e", 1, draft.hash(HASH), Change.NEW));
        assertThat(back.fields().keySet())
                .containsExactlyElementsOf(draft.fields().keySet());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isHashedAndWrittenWithoutBeingUnpacked(Kind kind) throws IOException {
        // Given
        Draft draft = everything(kind);
        Packed packed = new Packed(draft.pack());
        draft.fields().put("a first", new Value.Whole(-3));
        draft.text("z last", "\ud83d\ude00");
        draft.references().put("company", "company:2");
        draft.flags().add("suspect.stale");
        draft.rows().add(new Row("c.csv", 4));

        // When
        packed.add("a first", new Value.Whole(-3));
        packed.text("z last", "\ud83d\ude00");
        packed.text("empty", "");
        packed.references().put("company", "company:2");
        packed.flags().add("suspect.stale");
        packed.add(new Row("c.csv", 4));

        // Then
        assertThat(packed.hash(HASH)).isEqualTo(draft.hash(HASH));
        assertThat(packed.message("e", 1, "h", Change.CHANGED))
                .isEqualTo(avro(draft.record("e", 1, "h", Change.CHANGED)));
        assertThat(packed.draft().record("e", 1, "h", Change.CHANGED))
                .isEqualTo(draft.record("e", 1, "h", Change.CHANGED));
    }

    @Test
    void writesWhatIsEmpty() throws IOException {
        // Given
        Draft draft = new Draft(Kind.NOTE, "note:1");
        draft.fields().put("texts", new Value.Texts(List.of()));

        // When
        Packed packed = new Packed(draft.pack());

        // Then
        assertThat(packed.hash(HASH)).isEqualTo(draft.hash(HASH));
        assertThat(packed.message("e", 0, "", Change.VANISHED))
                .isEqualTo(avro(draft.record("e", 0, "", Change.VANISHED)));
    }

    private static byte[] avro(RecordMessage message) throws IOException {
        SpecificRecord event = RecordCodec.toAvro(message);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                .write(event, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void tellsItsKeyByItsFirstBytesWhenTheyHoldIt() {
        // Given
        byte[] packed = everything(Kind.CONTACT).pack();

        // Then
        assertThat(Packed.key(Arrays.copyOf(packed, 96))).contains("contact:1");
        assertThat(Packed.key(Arrays.copyOf(packed, 12))).isEmpty();
    }

    private static Draft everything(Kind kind) {
        Draft draft = new Draft(kind, kind.word() + ":1");
        draft.createdAt(Instant.parse("1969-12-31T23:59:59.001Z"));
        draft.text("text", "Zo\u00eb \u2014 \ud83d\ude00");
        draft.text("long", "x".repeat(100_000));
        draft.fields().put("nothing", Value.NOTHING);
        draft.fields().put("yes", new Value.Flag(true));
        draft.fields().put("no", new Value.Flag(false));
        draft.fields().put("least", new Value.Whole(Long.MIN_VALUE));
        draft.fields().put("most", new Value.Whole(Long.MAX_VALUE));
        draft.fields().put("decimal", new Value.Decimal(new BigDecimal("-0.001")));
        draft.fields().put("huge", new Value.Decimal(new BigDecimal("123456789012345678901234567890.5")));
        draft.fields().put("money", new Value.Money(new BigDecimal("1200.00"), "EUR"));
        draft.fields().put("moment", new Value.Moment(Instant.parse("2025-03-30T01:02:03Z")));
        draft.fields().put("day", new Value.Day(LocalDate.of(1899, 12, 31)));
        draft.fields().put("reference", new Value.Reference(new ObjectKey("person", "contact:1")));
        draft.fields().put("texts", new Value.Texts(List.of("a", "", "a,b")));
        draft.references().put("product", "product:9");
        draft.references().put("contact", "contact:1");
        draft.raw().put("text", " Zo\u00eb\n");
        draft.flags().add("conflict");
        draft.rows().add(new Row("a/b.csv", 3_000_000_000L));
        return draft;
    }
}
