package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.SourceRecordEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HandWrittenFormsTest {

    private static final Schema RECORD = SourceRecordEvent.getClassSchema();
    private static final Schema COMMAND = ObjectCommand.getClassSchema();

    @ParameterizedTest
    @MethodSource("seeds")
    void writesRecordsAsTheGenericWriter(long seed) throws IOException {
        // Given
        SpecificRecord record = new Any(seed).record();

        // When
        byte[] bytes = bytes(new SourceRecordWriter(RECORD), record);

        // Then
        assertThat(bytes).isEqualTo(bytes(generic(RECORD), record));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesCommandsAsTheGenericWriter(long seed) throws IOException {
        // Given
        CommandMessage.ObjectCommand command = new Any(seed).command();

        // When
        byte[] bytes = bytes(new ObjectCommandWriter(COMMAND), command);

        // Then
        assertThat(bytes).isEqualTo(bytes(generic(COMMAND), CommandCodec.toAvro(command)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsRecordsAsTheGenericReader(long seed) throws IOException {
        // Given
        byte[] bytes = bytes(generic(RECORD), new Any(seed).record());
        SpecificData model = SpecificData.getForClass(SourceRecordEvent.class);
        assertThat(GeneratedClasses.recordClass(RECORD)).isNotNull(); // Avro's reader loads only what is trusted

        // When
        SpecificRecord read = read(new SourceRecordReader(RECORD), bytes);

        // Then
        SpecificRecord expected = read(new SpecificDatumReader<>(RECORD, RECORD, model), bytes);
        assertThat(RecordCodec.fromAvro(read)).isEqualTo(RecordCodec.fromAvro(expected));
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void makesRecordsOfFramesAsOfTheirAvroForm(long seed) throws IOException {
        // Given
        SpecificRecord record = new Any(seed).record();
        byte[] frame = new Scratch().frame(1, generic(RECORD), record);

        // When
        SourceRecord made = new SourceRecordFrames(RECORD).read(frame);

        // Then
        assertThat(made).isEqualTo(RecordCodec.fromAvro(record));
        assertThat(new ArrayList<>(made.fields().keySet()))
                .isEqualTo(((SourceRecordEvent) record)
                        .getFields().stream().map(FieldPart::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void refusesFramesThatAreCutOrTooLong(long seed) throws IOException {
        // Given
        byte[] frame = new Scratch().frame(1, generic(RECORD), new Any(seed).record());
        SourceRecordFrames frames = new SourceRecordFrames(RECORD);

        // When
        int cut = Scratch.HEADER + (int) seed * (frame.length - Scratch.HEADER) / 100;

        // Then
        assertThatThrownBy(() -> frames.read(Arrays.copyOf(frame, cut))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> frames.read(Arrays.copyOf(frame, frame.length + 1)))
                .isInstanceOf(IOException.class);
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static DatumWriter<SpecificRecord> generic(Schema schema) {
        return new SpecificDatumWriter<>(schema, SpecificData.getForClass(SourceRecordEvent.class));
    }

    private static <T> byte[] bytes(DatumWriter<T> writer, T record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static SpecificRecord read(DatumReader<SpecificRecord> reader, byte[] bytes) throws IOException {
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    /** Any message, the same for the same seed; every kind of value comes up. */
    private static final class Any {
        private final RandomGenerator random;

        Any(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        SpecificRecord record() {
            Map<String, String> texts = new LinkedHashMap<>();
            some().forEach(text -> texts.put(text, text()));
            return RecordCodec.toAvro(new SourceRecord(
                    text(),
                    random.nextLong(),
                    one(Kind.values()),
                    text(),
                    text(),
                    one(Change.values()),
                    random.nextBoolean() ? null : moment(),
                    fields(),
                    texts,
                    texts,
                    some(),
                    some().stream()
                            .map(file -> new Row(file, random.nextLong()))
                            .toList()));
        }

        CommandMessage.ObjectCommand command() {
            return new CommandMessage.ObjectCommand(
                    text(), random.nextInt(), one(CommandMessage.Action.values()), key(), text(), fields(), some());
        }

        private Map<String, Value> fields() {
            Map<String, Value> fields = new LinkedHashMap<>();
            some().forEach(name -> fields.put(name, value()));
            return fields;
        }

        private Value value() {
            return switch (random.nextInt(10)) {
                case 0 -> Value.NOTHING;
                case 1 -> new Value.Flag(random.nextBoolean());
                case 2 -> new Value.Whole(random.nextLong());
                case 3 -> new Value.Text(text());
                case 4 -> new Value.Decimal(number());
                case 5 -> new Value.Money(number(), "EUR");
                case 6 -> new Value.Moment(moment());
                case 7 -> new Value.Day(LocalDate.ofEpochDay(random.nextInt(40_000)));
                case 8 -> new Value.Reference(key());
                default -> new Value.Texts(some());
            };
        }

        private BigDecimal number() {
            return BigDecimal.valueOf(random.nextLong(), random.nextInt(6));
        }

        private Instant moment() {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L) - 1_000_000_000_000L);
        }

        private ObjectKey key() {
            return new ObjectKey(one("person", "deal"), "contact:" + random.nextInt());
        }

        private List<String> some() {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                texts.add(text());
            }
            return texts;
        }

        private String text() {
            String text = one("", "a", "email", "Zo\u00eb \u2014", "\ud83d\ude00", "x".repeat(300));
            return text + random.nextInt(1_000);
        }

        @SafeVarargs
        private <T> T one(T... of) {
            return of[random.nextInt(of.length)];
        }
    }
}
