package org.crmmigration.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.crmmigration.ingest.fold.Draft;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.junit.jupiter.api.Test;

final class SourceFramesTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksAnEncoderOfARegistryOnceAndWritesWhatItWouldWrite() {
        // Given
        Serializer<SpecificRecord> registry = (_, message) -> {
            asked.incrementAndGet();
            return avro(message, new byte[] {0, 0, 0, 0, 9});
        };
        SourceFrames frames = new SourceFrames(registry, "records");

        // When
        byte[] first = frame(frames, "contact:1");
        byte[] second = frame(frames, "contact:2");

        // Then
        assertThat(asked).hasValue(1);
        assertThat(first).isEqualTo(registry.serialize("records", RecordCodec.toAvro(record("contact:1"))));
        assertThat(second).isEqualTo(registry.serialize("records", RecordCodec.toAvro(record("contact:2"))));
    }

    @Test
    void leavesEveryRecordToAnEncoderOfAnotherKind() {
        // Given
        Serializer<SpecificRecord> text = (_, message) -> {
            asked.incrementAndGet();
            return message.toString().getBytes(StandardCharsets.UTF_8);
        };
        SourceFrames frames = new SourceFrames(text, "records");

        // When
        frame(frames, "contact:1");
        byte[] second = frame(frames, "contact:2");

        // Then
        assertThat(asked).hasValue(3);
        assertThat(second).isEqualTo(text.serialize("records", RecordCodec.toAvro(record("contact:2"))));
    }

    private static byte[] frame(SourceFrames frames, String key) {
        return frames.of(new Packed(draft(key).pack()), "export-1", 3, "hash", Change.NEW);
    }

    private static SourceRecord record(String key) {
        return draft(key).record("export-1", 3, "hash", Change.NEW);
    }

    private static Draft draft(String key) {
        Draft draft = new Draft(Kind.CONTACT, key);
        draft.text("full_name", "Ann");
        return draft;
    }

    private static byte[] avro(SpecificRecord message, byte[] head) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(head);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(message.getSchema(), SpecificData.getForClass(message.getClass()))
                    .write(message, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
