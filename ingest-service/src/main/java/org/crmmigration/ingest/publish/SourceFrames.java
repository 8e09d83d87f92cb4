package org.crmmigration.ingest.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.crmmigration.ingest.fold.Draft;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Frames of source records. An encoder that writes Avro's binary form behind a head that is always the same, as those for a
 * schema registry do, is asked once, and from then on folded bytes are copied behind its head; every record goes through an
 * encoder of another kind. Thread-safe.
 */
final class SourceFrames {

    private static final List<Value> ONE_OF_EACH = List.of(
            Value.NOTHING,
            new Value.Text("A"),
            new Value.Flag(true),
            new Value.Whole(-300),
            new Value.Decimal(new BigDecimal("1.50")),
            new Value.Money(new BigDecimal("2.00"), "USD"),
            new Value.Moment(Instant.ofEpochMilli(1)),
            new Value.Day(LocalDate.EPOCH),
            new Value.Reference(new ObjectKey("person", "contact:1")),
            new Value.Texts(List.of("A", "B")));

    private final Serializer<SpecificRecord> encoder;
    private final String topic;
    private volatile byte @Nullable [] head;

    SourceFrames(Serializer<SpecificRecord> encoder, String topic) {
        this.encoder = encoder;
        this.topic = topic;
    }

    /** The frame of a record. */
    byte[] of(Packed record, String export, long sequence, String hash, Change change) {
        byte[] known = head;
        if (known == null) {
            known = ask();
            head = known;
        }
        if (known.length == 0) {
            return encoded(record.draft(), export, sequence, hash, change);
        }
        byte[] message = record.message(export, sequence, hash, change);
        byte[] frame = Arrays.copyOf(known, known.length + message.length);
        System.arraycopy(message, 0, frame, known.length, message.length);
        return frame;
    }

    /** What stands before a record that has something of everything; nothing when the rest is not what we write. */
    private byte[] ask() {
        Draft draft = new Draft(Kind.CONTACT, "contact:1");
        draft.createdAt(Instant.EPOCH);
        for (Value value : ONE_OF_EACH) {
            draft.fields().put("field." + draft.fields().size(), value);
        }
        draft.references().put("company", "company:1");
        draft.raw().put("full_name", " A");
        draft.flags().add("conflict");
        draft.rows().add(new Row("a.csv", 2));
        byte[] ours = new Packed(draft.pack()).message("export-1", 7, "0", Change.IDENTICAL);
        byte[] theirs = encoded(draft, "export-1", 7, "0", Change.IDENTICAL);
        int before = theirs.length - ours.length;
        return before > 0 && Arrays.equals(theirs, before, theirs.length, ours, 0, ours.length)
                ? Arrays.copyOf(theirs, before)
                : new byte[0];
    }

    private byte[] encoded(Draft draft, String export, long sequence, String hash, Change change) {
        return encoder.serialize(topic, RecordCodec.toAvro(draft.record(export, sequence, hash, change)));
    }
}
