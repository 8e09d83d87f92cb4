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
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.SourceRecordEvent;

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
    private final ConcurrentHashMap<Class<?>, Writer> writers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Reader> readers = new ConcurrentHashMap<>();
    private final ScratchPool scratch = new ScratchPool();
    private final SchemaRegistryClient registry;
    private final boolean autoRegister;

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
        Writer writer = writers.get(message.getClass());
        if (writer == null) {
            writer = writer(message);
            writers.put(message.getClass(), writer);
        }
        Scratch mine = scratch.take();
        try {
            return mine.frame(writer.id(), writer.datums(), message);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("The record does not fit the schema "
                    + writer.schema().getFullName() + " (" + kind(e) + "); required and unset: " + unset(message));
        } finally {
            scratch.giveBack(mine);
        }
    }

    /** The record in a frame, brought from the writer's version of the schema to that of the class here. */
    public SpecificRecord decode(byte[] frame) {
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
        Scratch mine = scratch.take();
        try {
            return mine.read(frame, reader.datums());
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("The frame with schema id " + id + " (" + reader.name()
                    + ") is damaged or its schemas do not resolve (" + kind(e) + ")");
        } finally {
            scratch.giveBack(mine);
        }
    }

    private Writer writer(SpecificRecord message) {
        Schema schema = message.getSchema();
        try {
            int id = registry.frameId(schema.getFullName(), schema, autoRegister);
            return new Writer(schema, id, datums(message, schema));
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
            case ObjectCommand _ -> new ObjectCommandWriter(schema);
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
        return new Reader(written.getFullName(), datums(type, written));
    }

    private static DatumReader<SpecificRecord> datums(Class<?> type, Schema written) {
        SpecificData model = model(type);
        Schema here = model.getSchema(type);
        return type == SourceRecordEvent.class && written.equals(here)
                ? new SourceRecordReader(written)
                : new SpecificDatumReader<>(written, here, model);
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

    private record Writer(Schema schema, int id, DatumWriter<SpecificRecord> datums) {}

    private record Reader(String name, DatumReader<SpecificRecord> datums) {}
}
