package org.crmmigration.messaging.registry;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.crmmigration.messaging.record.RecordMessage;
import org.jspecify.annotations.Nullable;

/**
 * Kafka deserializer for the Confluent wire format. The record's class is found by the writer's full name and the
 * writer's schema is resolved against the class's own. Takes Confluent's settings; {@code specific.avro.reader} may
 * only be true. Thread-safe. {@code null} stays {@code null}.
 *
 * <p>Every failure is a {@link SerializationException} that names the topic and what to do, and never the record;
 * {@link SchemaRegistryException#isTransient(Throwable)} tells whether reading it again later may succeed.
 */
public final class ConfluentAvroDeserializer implements Deserializer<SpecificRecord> {
    private @Nullable SchemaRegistryClient own;
    private @Nullable AvroCodec codec;

    /** For Kafka, which calls {@link #configure} next. */
    public ConfluentAvroDeserializer() {}

    /** Shares a codec, and with it the registry's client, that its creator closes. */
    public ConfluentAvroDeserializer(AvroCodec codec) {
        this.codec = codec;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        ConfluentAvroSettings.checkDeserializer(configs, isKey);
        if (codec == null) {
            own = new SchemaRegistryClient(RegistrySettings.from(configs), InstantSource.system());
            codec = new AvroCodec(own, false);
        }
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : deserialized(topic, bytes, AvroCodec::decode);
    }

    /** A message of a records topic; a record's values are made only once they are asked for. */
    public RecordMessage record(String topic, byte[] bytes) {
        return deserialized(topic, bytes, AvroCodec::record);
    }

    private <T> T deserialized(String topic, byte[] bytes, BiFunction<AvroCodec, byte[], T> form) {
        if (codec == null) {
            throw new IllegalStateException("configure() was not called");
        }
        try {
            return form.apply(codec, bytes);
        } catch (SerializationException | SchemaRegistryException e) {
            throw new SerializationException("A record of topic " + topic + " was not read. " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
