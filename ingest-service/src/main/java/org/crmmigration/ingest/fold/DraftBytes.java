package org.crmmigration.ingest.fold;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.schemas.SourceRecordEvent;

/** Records as bytes in the staging database: Avro, as on the topic. */
final class DraftBytes {

    static {
        // Avro loads only classes it was told to trust; what its compiler generates is added to its list.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), GenericContainer.class::isAssignableFrom));
    }

    private static final SpecificDatumWriter<SourceRecordEvent> WRITER =
            new SpecificDatumWriter<>(SourceRecordEvent.class);
    private static final SpecificDatumReader<SourceRecordEvent> READER =
            new SpecificDatumReader<>(SourceRecordEvent.class);

    private DraftBytes() {}

    static byte[] pack(SourceRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            WRITER.write((SourceRecordEvent) RecordCodec.toAvro(record), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static SourceRecord unpack(byte[] bytes) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        try {
            return (SourceRecord) RecordCodec.fromAvro(READER.read(null, decoder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
