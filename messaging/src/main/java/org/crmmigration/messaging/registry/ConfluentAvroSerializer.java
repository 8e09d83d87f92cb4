package org.crmmigration.messaging.registry;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.crmmigration.messaging.command.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * Kafka serializer for generated Avro records in the Confluent wire format, subject = full record name. Takes
 * Confluent's settings ({@link RegistrySettings#from} and {@code auto.register.schemas}, default true as theirs).
 * Thread-safe. {@code null} stays {@code null}: a tombstone.
 *
 * <p>Every failure is a {@link SerializationException} that names the topic and what to do, and never the record;
 * {@link SchemaRegistryException#isTransient(Throwable)} tells whether to repeat.
 */
public final class ConfluentAvroSerializer implements Serializer<SpecificRecord> {
    private @Nullable SchemaRegistryClient own;
    private @Nullable AvroCodec codec;

    /** For Kafka, which calls {@link #configure} next. */
    public ConfluentAvroSerializer() {}

    /** Shares a codec, and with it the registry's client, that its creator closes. */
    public ConfluentAvroSerializer(AvroCodec codec) {
        this.codec = codec;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        ConfluentAvroSettings.checkSerializer(configs, isKey);
        if (codec == null) {
            own = new SchemaRegistryClient(RegistrySettings.from(configs), InstantSource.system());
            codec = new AvroCodec(own, ConfluentAvroSettings.autoRegister(configs));
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord message) {
        if (message == null) {
            return null;
        }
        return serialized(topic, message, AvroCodec::encode);
    }

    /** A message of a commands topic, the same bytes as its Avro form. */
    public byte[] command(String topic, CommandMessage message) {
        return serialized(topic, message, AvroCodec::encode);
    }

    private <T> byte[] serialized(String topic, T message, BiFunction<AvroCodec, T, byte[]> form) {
        if (codec == null) {
            throw new IllegalStateException("configure() was not called");
        }
        try {
            return form.apply(codec, message);
        } catch (SerializationException | SchemaRegistryException e) {
            throw new SerializationException("A record for topic " + topic + " was not sent. " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
