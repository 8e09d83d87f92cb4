package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.SourceRecordEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns generated Avro records into Confluent frames and back: byte 0, the schema's id as a big-endian int, Avro's
 * binary form. The subject is the record's full name (RecordNameStrategy). Thread-safe; after the first record of a
 * kind it allocates nothing but the result.
 *
 * <p>Bytes that can never be read, and records that do not fit their schema, raise {@link SerializationException};
 * trouble with the registry raises {@link SchemaRegistryException}, whose {@code isTransient()} tells waiting from
 * repairing. Neither ever contains a field's value.
 */
public final class AvroCodec {
    private final ConcurrentHashMap<Class<?>, Writer<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Reader> readers = new ConcurrentHashMap<>();
    private final ScratchPool scratch = new ScratchPool();
    private final SchemaRegistryClient registry;
    private final boolean autoRegister;
    private volatile @Nullable Writer<CommandMessage.ObjectCommand> commands;

    /**
     * @param registry is asked once for each kind of record and each writer's schema
     * @param autoRegister whether a schema the registry lacks is registered; false in production, where deployment
     *     registers schemas after a compatibility check
     */
    public AvroCodec(SchemaRegistryClient registry, boolean autoRegister) {
        this.registry = registry;
        this.autoRegister = autoRegister;
    }

    /** The record's frame. */
    public byte[] encode(SpecificRecord message) {
        Writer<SpecificRecord> writer = writers.get(message.getClass());
        if (writer == null) {
            Schema schema = message.getSchema();
            writer = writer(schema, datums(message, schema));
            writers.put(message.getClass(), writer);
        }
        try {
            return frame(writer, message);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("The record does not fit the schema "
                    + writer.schema().getFullName() + " (" + kind(e) + "); required and unset: " + unset(message));
        }
    }

    /** The frame of a message of a commands topic: that of its Avro form, which is not made for the many of them. */
    public byte[] encode(CommandMessage message) {
        if (!(message instanceof CommandMessage.ObjectCommand command)) {
            return encode(CommandCodec.toAvro(message));
        }
        Writer<CommandMessage.ObjectCommand> writer = commands;
        if (writer == null) {
            Schema schema = ObjectCommand.getClassSchema();
            writer = writer(schema, new ObjectCommandWriter(schema));
            commands = writer;
        }
        try {
            return frame(writer, command);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "The command does not fit the schema " + writer.schema().getFullName() + " (" + kind(e) + ")");
        }
    }

    private <T> byte[] frame(Writer<T> writer, T message) throws IOException {
        Scratch mine = scratch.take();
        try {
            return mine.frame(writer.id(), writer.datums(), message);
        } finally {
            scratch.giveBack(mine);
        }
    }

    /** The record in a frame, brought from the writer's version of the schema to that of the class here. */
    public SpecificRecord decode(byte[] frame) {
        Reader reader = readerOf(frame);
        Scratch mine = scratch.take();
        try {
            return mine.read(frame, reader.datums());
        } catch (IOException | RuntimeException e) {
            throw damaged(frame, reader, e);
        } finally {
            scratch.giveBack(mine);
        }
    }

    /**
     * The message in a frame of a records topic. Where the frame was written with the version of the schema here a record's
     * values are made only once they are asked for.
     *
     * @throws IllegalArgumentException when the frame does not belong on a records topic
     */
    public RecordMessage record(byte[] frame) {
        Reader reader = readerOf(frame);
        if (reader.records() == null) {
            return RecordCodec.fromAvro(decode(frame));
        }
        try {
            return reader.records().read(frame);
        } catch (IOException | RuntimeException e) {
            throw damaged(frame, reader, e);
        }
    }

    private Reader readerOf(byte[] frame) {
        if (!Scratch.isFramed(frame)) {
            throw new SerializationException("The bytes are no Confluent Avro frame (" + frame.length
                    + " bytes, first byte not 0 or shorter than " + Scratch.HEADER
                    + "); find the producer that writes without this serializer");
        }
        int id = Scratch.idOf(frame);
        Reader reader = readers.get(id);
        if (reader == null) {
            reader = reader(id);
            readers.put(id, reader);
        }
        return reader;
    }

    private static SerializationException damaged(byte[] frame, Reader reader, Exception e) {
        return new SerializationException("The frame with schema id " + Scratch.idOf(frame) + " (" + reader.name()
                + ") is damaged or its schemas do not resolve (" + kind(e) + ")");
    }

    private <T> Writer<T> writer(Schema schema, DatumWriter<T> datums) {
        try {
            int id = registry.frameId(schema.getFullName(), schema, autoRegister);
            return new Writer<>(schema, id, datums);
        } catch (SchemaRegistryException.SubjectNotFound | SchemaRegistryException.SchemaNotFound e) {
            throw new SerializationException(
                    "The schema registry does not hold this version of " + schema.getFullName()
                            + "; register the schemas of this release, or set auto.register.schemas=true",
                    e);
        }
    }

    private static DatumWriter<SpecificRecord> datums(SpecificRecord message, Schema schema) {
        return switch (message) {
            case SourceRecordEvent _ -> new SourceRecordWriter(schema);
            default -> new SpecificDatumWriter<>(schema, model(message.getClass()));
        };
    }

    private Reader reader(int id) {
        Schema written;
        try {
            written = registry.byId(id);
        } catch (SchemaRegistryException.SchemaNotFound e) {
            throw new SerializationException(
                    "The schema registry does not know schema id " + id
                            + "; the record comes from another registry, or the frame is damaged",
                    e);
        }
        Class<?> type = GeneratedClasses.recordClass(written);
        if (type == null) {
            throw new SerializationException("There is no class for " + written.getFullName() + " (schema id " + id
                    + "); this service is older than the one that wrote the record");
        }
        return reader(type, written);
    }

    private static Reader reader(Class<?> type, Schema written) {
        SpecificData model = model(type);
        Schema here = model.getSchema(type);
        return type == SourceRecordEvent.class && written.equals(here)
                ? new Reader(written.getFullName(), new SourceRecordReader(written), new SourceRecordFrames(written))
                : new Reader(written.getFullName(), new SpecificDatumReader<>(written, here, model), null);
    }

    private static SpecificData model(Class<?> type) {
        return SpecificData.getForClass(type);
    }

    /** Avro's messages quote values and map keys, so neither they nor their causes may leave this class. */
    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }

    private static List<String> unset(SpecificRecord message) {
        return message.getSchema().getFields().stream()
                .filter(field ->
                        message.get(field.pos()) == null && !field.schema().isNullable())
                .map(Schema.Field::name)
                .toList();
    }

    private record Writer<T>(Schema schema, int id, DatumWriter<T> datums) {}

    /**
     * @param records makes source records without their Avro form; absent where the schema is another
     */
    private record Reader(
            String name,
            DatumReader<SpecificRecord> datums,
            @Nullable SourceRecordFrames records) {}
}
