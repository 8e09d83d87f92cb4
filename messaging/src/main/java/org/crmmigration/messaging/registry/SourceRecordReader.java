package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.Utf8;
import org.crmmigration.schemas.DayValue;
import org.crmmigration.schemas.DecimalValue;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.MomentValue;
import org.crmmigration.schemas.MoneyValue;
import org.crmmigration.schemas.RecordChange;
import org.crmmigration.schemas.ReferenceValue;
import org.crmmigration.schemas.SourceRecordEvent;
import org.crmmigration.schemas.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads source records as the generic reader does, without asking two schemas about every value. Only for records that
 * were written with the schema of the class here. Names of fields are shared among records; which one follows another is
 * remembered, since records of a kind fill mostly the same fields in the same order. Thread-safe.
 */
final class SourceRecordReader implements DatumReader<SpecificRecord> {

    /** Beyond this many different names of fields further ones are not shared. */
    private static final int MOST_NAMES = 10_000;

    private static final int MOST_EXPECTED = 1_000;

    private final RecordChange[] changes;
    private final Map<Utf8, Name> names = new ConcurrentHashMap<>();
    private final Name first = new Name(new Utf8(), "");

    SourceRecordReader(Schema schema) {
        FieldPartsWriter.check(schema, SourceRecordWriter.FIELDS);
        changes = schema.getField("change").schema().getEnumSymbols().stream()
                .map(RecordChange::valueOf)
                .toArray(RecordChange[]::new);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the schema is that of the class");
    }

    /** A name of a field, and the one that came after it last time; a guess, so threads may overwrite each other's. */
    private static final class Name {
        private final Utf8 bytes;
        private final String text;
        private @Nullable Name next;

        Name(Utf8 bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    @Override
    public SpecificRecord read(@Nullable SpecificRecord reuse, Decoder in) throws IOException {
        Utf8 name = new Utf8();
        return new SourceRecordEvent(
                in.readString(),
                in.readLong(),
                name(in, name),
                in.readString(),
                in.readString(),
                changes[in.readEnum()],
                in.readIndex() == 0 ? null : Instant.ofEpochMilli(in.readLong()),
                fields(in, name),
                textsByName(in, name),
                textsByName(in, name),
                texts(in),
                rows(in, name));
    }

    private List<FieldPart> fields(Decoder in, Utf8 name) throws IOException {
        long count = in.readArrayStart();
        List<FieldPart> fields = new ArrayList<>(expected(count));
        Name last = first;
        for (; count > 0; count = in.arrayNext()) {
            for (long i = 0; i < count; i++) {
                last = after(last, in.readString(name));
                fields.add(new FieldPart(last.text, value(in)));
            }
        }
        return fields;
    }

    private static @Nullable Object value(Decoder in) throws IOException {
        int kind = in.readIndex();
        return switch (kind) {
            case 0 -> null;
            case 1 -> in.readBoolean();
            case 2 -> in.readLong();
            case 3 -> in.readString();
            case 4 -> new DecimalValue(in.readString());
            case 5 -> new MoneyValue(in.readString(), in.readString());
            case 6 -> new MomentValue(Instant.ofEpochMilli(in.readLong()));
            case 7 -> new DayValue(in.readString());
            case 8 -> new ReferenceValue(in.readString(), in.readString());
            case 9 -> texts(in);
            default -> throw new AvroTypeException("no value of kind " + kind);
        };
    }

    private static List<String> texts(Decoder in) throws IOException {
        long count = in.readArrayStart();
        List<String> texts = new ArrayList<>(expected(count));
        for (; count > 0; count = in.arrayNext()) {
            for (long i = 0; i < count; i++) {
                texts.add(in.readString());
            }
        }
        return texts;
    }

    private Map<String, String> textsByName(Decoder in, Utf8 name) throws IOException {
        long count = in.readMapStart();
        Map<String, String> texts = LinkedHashMap.newLinkedHashMap(expected(count));
        for (; count > 0; count = in.mapNext()) {
            for (long i = 0; i < count; i++) {
                texts.put(name(in, name), in.readString());
            }
        }
        return texts;
    }

    private List<SourceRow> rows(Decoder in, Utf8 name) throws IOException {
        long count = in.readArrayStart();
        List<SourceRow> rows = new ArrayList<>(expected(count));
        for (; count > 0; count = in.arrayNext()) {
            for (long i = 0; i < count; i++) {
                rows.add(new SourceRow(name(in, name), in.readLong()));
            }
        }
        return rows;
    }

    /** A damaged frame may say any count. */
    private static int expected(long count) {
        return (int) Math.min(count, MOST_EXPECTED);
    }

    private String name(Decoder in, Utf8 scratch) throws IOException {
        return find(in.readString(scratch)).text;
    }

    private Name after(Name last, Utf8 read) {
        Name guess = last.next;
        if (guess != null && guess.bytes.equals(read)) {
            return guess;
        }
        Name found = find(read);
        last.next = found;
        return found;
    }

    private Name find(Utf8 read) {
        Name known = names.get(read);
        if (known != null) {
            return known;
        }
        Name name = new Name(new Utf8(read), read.toString().intern());
        if (names.size() < MOST_NAMES) {
            names.put(name.bytes, name);
        }
        return name;
    }
}
