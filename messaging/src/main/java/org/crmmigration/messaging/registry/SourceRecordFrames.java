package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.registry.FrameNames.Name;
import org.crmmigration.messaging.value.Fields;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * Makes source records of their frames without the Avro form between; a field's value is made once it is asked for. Only
 * for records that were written with the schema of the class here. Thread-safe.
 */
final class SourceRecordFrames {

    private static final int MOST_EXPECTED = 1_000;
    private static final Map<String, Kind> KINDS =
            Stream.of(Kind.values()).collect(Collectors.toUnmodifiableMap(Kind::word, Function.identity()));

    private final Change[] changes;
    private final FrameNames names = new FrameNames();
    private final Name beforeExport = new Name("");
    private final Name beforeReferences = new Name("");
    private final Name beforeRaw = new Name("");
    private final Name beforeRows = new Name("");

    SourceRecordFrames(Schema schema) {
        FieldPartsWriter.check(schema, SourceRecordWriter.FIELDS);
        changes = schema.getField("change").schema().getEnumSymbols().stream()
                .map(Change::valueOf)
                .toArray(Change[]::new);
    }

    /** @throws IOException if the frame ends too late; one that ends too early raises another exception */
    SourceRecord read(byte[] frame) throws IOException {
        FrameCursor in = new FrameCursor(frame, Scratch.HEADER);
        Name export = in.name(beforeExport, names);
        long sequence = in.number();
        Name kind = in.name(export, names);
        SourceRecord record = new SourceRecord(
                export.text(),
                sequence,
                kind(kind.text()),
                in.text(),
                in.text(),
                changes[in.index()],
                in.index() == 0 ? null : Instant.ofEpochMilli(in.number()),
                fields(frame, in, kind),
                textsByName(in, beforeReferences),
                textsByName(in, beforeRaw),
                texts(in),
                rows(in));
        if (!in.atEnd()) {
            throw new IOException("bytes are left over");
        }
        return record;
    }

    private static Kind kind(String word) {
        Kind kind = KINDS.get(word);
        if (kind == null) {
            throw new AvroTypeException("no such kind of record");
        }
        return kind;
    }

    private Fields fields(byte[] frame, FrameCursor in, Name kind) {
        Places places = new Places(frame);
        long count = in.items();
        Fields fields = new Fields(expected(count), places);
        Name last = kind;
        for (; count > 0; count = in.items()) {
            for (long i = 0; i < count; i++) {
                last = in.name(last, names);
                int at = in.at();
                pass(in);
                if (fields.add(last.text())) {
                    places.add(at);
                } else {
                    fields.set(last.text(), value(new FrameCursor(frame, at)));
                }
            }
        }
        return fields;
    }

    /** Where the values of a record stand. */
    private static final class Places implements Fields.Source {
        private final byte[] frame;
        private int[] starts = new int[32];
        private int size;

        Places(byte[] frame) {
            this.frame = frame;
        }

        void add(int start) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
            }
            starts[size++] = start;
        }

        @Override
        public Value at(int place) {
            return value(new FrameCursor(frame, starts[place]));
        }
    }

    private static void pass(FrameCursor in) {
        int kind = in.index();
        switch (kind) {
            case 0 -> {}
            case 1 -> in.flag();
            case 2, 6 -> in.number();
            case 3, 4, 7 -> in.passText();
            case 5, 8 -> {
                in.passText();
                in.passText();
            }
            case 9 -> passTexts(in);
            default -> throw new AvroTypeException("no value of kind " + kind);
        }
    }

    private static void passTexts(FrameCursor in) {
        for (long count = in.items(); count > 0; count = in.items()) {
            for (long i = 0; i < count; i++) {
                in.passText();
            }
        }
    }

    private static Value value(FrameCursor in) {
        int kind = in.index();
        return switch (kind) {
            case 0 -> Value.NOTHING;
            case 1 -> new Value.Flag(in.flag());
            case 2 -> new Value.Whole(in.number());
            case 3 -> new Value.Text(in.text());
            case 4 -> new Value.Decimal(new BigDecimal(in.text()));
            case 5 -> new Value.Money(new BigDecimal(in.text()), in.text());
            case 6 -> new Value.Moment(Instant.ofEpochMilli(in.number()));
            case 7 -> new Value.Day(LocalDate.parse(in.text()));
            case 8 -> new Value.Reference(new ObjectKey(in.text(), in.text()));
            case 9 -> new Value.Texts(texts(in));
            default -> throw new AvroTypeException("no value of kind " + kind);
        };
    }

    private static List<String> texts(FrameCursor in) {
        long count = in.items();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(expected(count));
        for (; count > 0; count = in.items()) {
            for (long i = 0; i < count; i++) {
                texts.add(in.text());
            }
        }
        return texts;
    }

    private Map<String, String> textsByName(FrameCursor in, Name before) {
        long count = in.items();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> texts = LinkedHashMap.newLinkedHashMap(expected(count));
        Name last = before;
        for (; count > 0; count = in.items()) {
            for (long i = 0; i < count; i++) {
                last = in.name(last, names);
                texts.put(last.text(), in.text());
            }
        }
        return texts;
    }

    private List<Row> rows(FrameCursor in) {
        List<Row> rows = new ArrayList<>(1);
        Name last = beforeRows;
        for (long count = in.items(); count > 0; count = in.items()) {
            for (long i = 0; i < count; i++) {
                last = in.name(last, names);
                rows.add(new Row(last.text(), in.number()));
            }
        }
        return rows;
    }

    /** A damaged frame may say any count. */
    private static int expected(long count) {
        return (int) Math.min(count, MOST_EXPECTED);
    }
}
