package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfluentAvroSerializerTest {
    private static final Parcel PARCEL = new Parcel("box", List.of(), Instant.EPOCH, "note");

    private final ScriptedRegistry registry = new ScriptedRegistry().holds(3, Parcel.SCHEMA$);
    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();

    @AfterEach
    void close() {
        serializer.close();
        deserializer.close();
        registry.close();
    }

    @Test
    void worksFromConfluentsSettings() {
        // Given
        Map<String, Object> configs = Map.of(
                "schema.registry.url", List.of(registry.url()),
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "key:secret",
                "auto.register.schemas", false,
                "specific.avro.reader", "true",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        serializer.configure(configs, false);
        deserializer.configure(configs, false);
        // When
        Object back = deserializer.deserialize("t", serializer.serialize("t", PARCEL));
        // Then
        assertThat(back).isEqualTo(PARCEL);
        assertThat(registry.requests().getFirst().line()).isEqualTo("POST /subjects/" + Parcel.SCHEMA$.getFullName());
        assertThat(registry.requests().getFirst().authorization()).startsWith("Basic ");
    }

    @Test
    void leavesTombstonesAlone() {
        // Then
        assertThat(serializer.serialize("t", null)).isNull();
        assertThat(deserializer.deserialize("t", null)).isNull();
    }

    @Test
    void namesTheTopicInEveryFailure() {
        // Given
        Map<String, Object> configs = Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "false");
        serializer.configure(configs, false);
        deserializer.configure(configs, false);
        registry.close();
        // Then
        assertThatThrownBy(() -> serializer.serialize("crm.one.records", PARCEL))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("crm.one.records")
                .satisfies(
                        e -> assertThat(SchemaRegistryException.isTransient(e)).isTrue());
        assertThatThrownBy(() -> deserializer.deserialize("crm.one.records", new byte[] {7, 7, 7, 7, 7, 7}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("crm.one.records")
                .satisfies(
                        e -> assertThat(SchemaRegistryException.isTransient(e)).isFalse());
    }

    @Test
    void refusesSettingsItCannotHonour() {
        for (String strategy : List.of("TopicNameStrategy", "TopicRecordNameStrategy")) {
            assertThatThrownBy(() -> serializer.configure(
                            Map.of(
                                    "schema.registry.url",
                                    registry.url(),
                                    "value.subject.name.strategy",
                                    "io.confluent.kafka.serializers.subject." + strategy),
                            false))
                    .isInstanceOf(ConfigException.class);
        }
        assertThatThrownBy(() -> deserializer.configure(
                        Map.of("schema.registry.url", registry.url(), "specific.avro.reader", "false"), false))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> serializer.configure(
                        Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "perhaps"), false))
                .isInstanceOf(ConfigException.class);
    }
}
