package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroCodecTest {
    private static final int ID = 0x01020304;
    private static final Parcel PARCEL =
            new Parcel("box", List.of(1L, -2L, 300_000L), Instant.parse("2026-03-01T10:00:00Z"), "as is");

    private final ScriptedRegistry registry = new ScriptedRegistry().holds(ID, Parcel.SCHEMA$);
    private final SchemaRegistryClient client =
            new SchemaRegistryClient(RegistrySettings.of(registry.url()), new MovableClock());
    private final AvroCodec codec = new AvroCodec(client, false);

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    @Test
    void bringsARecordBack() {
        // When
        byte[] frame = codec.encode(PARCEL);
        // Then
        assertThat(frame).startsWith(0, 1, 2, 3, 4).contains('b', 'o', 'x');
        assertThat(codec.decode(frame)).isInstanceOf(Parcel.class).isEqualTo(PARCEL);
    }

    @Test
    void asksTheRegistryOncePerSchema() {
        // When
        IntStream.range(0, 50).forEach(i -> codec.decode(codec.encode(PARCEL)));
        // Then
        assertThat(registry.requests())
                .extracting(ScriptedRegistry.Request::line)
                .containsExactly("POST /subjects/" + Parcel.SCHEMA$.getFullName(), "GET /schemas/ids/" + ID);
    }

    @Test
    void registersOnlyWhenToldTo() {
        // When
        new AvroCodec(client, true).encode(PARCEL);
        // Then
        assertThat(registry.requests())
                .extracting(ScriptedRegistry.Request::line)
                .containsExactly("POST /subjects/" + Parcel.SCHEMA$.getFullName() + "/versions");
    }

    @Test
    void readsWhatAnOlderSchemaWrote() throws IOException {
        // Given
        Schema older = new Schema.Parser().parse("""
                {"type":"record","name":"Parcel","namespace":"org.crmmigration.messaging.registry","fields":[
                 {"name":"label","type":"string"},{"name":"gone","type":"int"},
                 {"name":"weights","type":{"type":"array","items":"int"}},
                 {"name":"sentAt","type":{"type":"long","logicalType":"timestamp-millis"}}]}
                """);
        registry.holds(8, older);
        GenericData.Record written = new GenericData.Record(older);
        written.put("label", "old");
        written.put("gone", 5);
        written.put("weights", List.of(7));
        written.put("sentAt", 0L);
        // When
        Object read = codec.decode(framed(8, older, written));
        // Then
        assertThat(read).isEqualTo(new Parcel("old", List.of(7L), Instant.EPOCH, "none"));
    }

    @Test
    void servesManyThreadsAtOnce() throws ExecutionException, InterruptedException {
        // Given
        List<Future<Boolean>> results;
        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            results = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> IntStream.range(0, 100).allMatch(n -> {
                        Parcel sent = parcel(i * 100 + n);
                        return sent.equals(codec.decode(codec.encode(sent)));
                    })))
                    .toList();
        }
        // Then
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
    }

    @Test
    void refusesBytesOfAnotherFormat() {
        assertThatThrownBy(
                        () -> codec.decode("{\"label\":\"secret\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no Confluent Avro frame")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0})).isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesFramesThatAreTooShortOrTooLong() {
        // Given
        byte[] frame = codec.encode(PARCEL);
        // Then
        for (int length : new int[] {5, frame.length - 1, frame.length + 1}) {
            assertThatThrownBy(() -> codec.decode(Arrays.copyOf(frame, length)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageNotContaining("box");
        }
        assertThat(codec.decode(frame)).isEqualTo(PARCEL);
    }

    @Test
    void namesTheFieldThatIsMissingAndNoValue() {
        // Given
        Parcel incomplete = new Parcel(null, List.of(), Instant.EPOCH, "private words");
        // Then
        assertThatThrownBy(() -> codec.encode(incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("required and unset: [label]")
                .hasMessageNotContaining("private words");
        assertThat(codec.decode(codec.encode(PARCEL))).isEqualTo(PARCEL);
    }

    @Test
    void quotesNoValueOfTheWrongType() {
        // Given
        Parcel wrong = new Parcel("a", List.of(), Instant.EPOCH, "b");
        List<?> words = List.of("private words");
        wrong.put(1, words);
        // Then
        assertThatThrownBy(() -> codec.encode(wrong))
                .isInstanceOf(SerializationException.class)
                .hasStackTraceContaining("does not fit")
                .satisfies(e -> assertThat(stackTraceOf(e)).doesNotContain("private words"));
    }

    @Test
    void saysThatASchemaMustBeRegistered() {
        // Given
        registry.refuse("POST /subjects/" + Parcel.SCHEMA$.getFullName(), 404, 40403);
        // Then
        assertThatThrownBy(() -> codec.encode(PARCEL))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("register the schemas of this release");
    }

    @Test
    void saysThatAnIdIsUnknown() {
        // Given
        registry.refuse("GET /schemas/ids/9", 404, 40403);
        // Then
        assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, 9, 1}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 9");
    }

    @Test
    void neverLoadsAClassThatIsNoRecord() {
        // Given
        registry.holds(10, Schema.createRecord("String", null, "java.lang", false, List.of()));
        registry.holds(11, Schema.createRecord("ProcessBuilder", null, "java.lang", false, List.of()));
        // Then
        for (byte id : new byte[] {10, 11}) {
            assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, id}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("no class for java.lang.");
        }
    }

    @Test
    void tellsAnAbsentRegistryFromBadBytes() {
        // Given
        registry.close();
        // Then
        assertThatThrownBy(() -> codec.encode(PARCEL))
                .satisfies(
                        e -> assertThat(SchemaRegistryException.isTransient(e)).isTrue());
        assertThatThrownBy(() -> codec.decode(new byte[] {1}))
                .satisfies(
                        e -> assertThat(SchemaRegistryException.isTransient(e)).isFalse());
    }

    private static Parcel parcel(int n) {
        return new Parcel(
                "parcel " + n,
                LongStream.range(0, n % 40).boxed().toList(),
                Instant.ofEpochMilli(n),
                "x".repeat(n % 700));
    }

    private static String stackTraceOf(Throwable e) {
        java.io.StringWriter trace = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(trace));
        return trace.toString();
    }

    private static byte[] framed(int id, Schema schema, GenericData.Record value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 0, 0, (byte) id});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericData.Record>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
