package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.registry.AvroCodec;
import org.crmmigration.messaging.registry.RegistrySettings;
import org.crmmigration.messaging.registry.SchemaRegistryClient;
import org.crmmigration.schemas.CausePart;
import org.crmmigration.schemas.CommandAction;
import org.crmmigration.schemas.DayValue;
import org.crmmigration.schemas.DecimalValue;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.LedgerOperation;
import org.crmmigration.schemas.MomentValue;
import org.crmmigration.schemas.MoneyValue;
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.OutcomeEvent;
import org.crmmigration.schemas.OutcomeStatus;
import org.crmmigration.schemas.ReferenceValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our frames and the embedded registry against clients that others published: @kafkajs/confluent-schema-registry and
 * Confluent's own @confluentinc/schemaregistry. Each decodes ours, and we decode theirs.
 */
class NpmInteropIT {
    private static final Instant NOW = Instant.parse("2026-04-02T09:30:00.123Z");

    @TempDir
    private Path directory;

    private EmbeddedSchemaRegistry registry;
    private SchemaRegistryClient client;
    private AvroCodec codec;

    @BeforeAll
    static void needsThePublishedClients() throws IOException, InterruptedException {
        Optional<String> missing = NpmClients.missing();
        assumeTrue(missing.isEmpty(), () -> "Interoperability is not checked: " + missing.orElseThrow());
    }

    @BeforeEach
    void start() {
        registry = EmbeddedSchemaRegistry.start(directory.resolve("schemas.jsonl"), 0);
        client = new SchemaRegistryClient(RegistrySettings.of(registry.url()), InstantSource.system());
        codec = new AvroCodec(client, true);
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    @Test
    void exchangesCommandsWithEveryKindOfValue() throws Exception {
        // Given
        List<FieldPart> fields = new ArrayList<>(List.of(
                new FieldPart("a", true),
                new FieldPart("b", -7_000_000_000L),
                new FieldPart("c", "Zoë Müller 漢字"),
                new FieldPart("d", new DecimalValue("12.50")),
                new FieldPart("e", new MoneyValue("9.90", "EUR")),
                new FieldPart("f", new MomentValue(NOW)),
                new FieldPart("g", new DayValue("2026-04-02")),
                new FieldPart("h", new ReferenceValue("company", "company:9")),
                new FieldPart("i", List.of("one", "two")),
                new FieldPart("j", null)));
        ObjectCommand command = new ObjectCommand(
                "run-1", 2, CommandAction.UPSERT, "person", "contact:4711", "hash", fields, List.of("contact:4711"));
        // Then
        List<JsonNode> decoded = exchanged(command);
        assertThat(decoded).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.path("sourceKey").asString()).isEqualTo("contact:4711");
            assertThat(seen.path("action").asString()).isEqualTo("UPSERT");
            assertThat(seen.path("fields").size()).isEqualTo(10);
        });
    }

    @Test
    void exchangesOutcomesWithNullsEnumsAndMaps() throws Exception {
        // Given
        OutcomeEvent outcome = OutcomeEvent.newBuilder()
                .setRun("run-1")
                .setPhase(2)
                .setObjectType("person")
                .setSourceKey("contact:4711")
                .setStatus(OutcomeStatus.PARKED)
                .setOperation(LedgerOperation.CREATE)
                .setPayloadHash("hash")
                .setCause(new CausePart("parent-failed", "waits", 422, null, null, "company:9"))
                .setAttributes(Map.of("etag", "W/1"))
                .setCalls(3)
                .setCost(2.5)
                .setCommandOffset(1L << 40)
                .setAt(NOW)
                .build();
        // Then
        List<JsonNode> decoded = exchanged(outcome);
        assertThat(decoded).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.path("status").asString()).isEqualTo("PARKED");
            assertThat(seen.path("crmId").isNull()).isTrue();
            assertThat(seen.path("at").asLong()).isEqualTo(NOW.toEpochMilli());
        });
    }

    /** Sends our frame through both clients, checks the frames they send back, and returns what they saw in ours. */
    private List<JsonNode> exchanged(SpecificRecord message) throws IOException, InterruptedException {
        Schema schema = message.getSchema();
        byte[] frame = codec.encode(message);
        String input = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "registry",
                        registry.url(),
                        "subject",
                        schema.getFullName(),
                        "frames",
                        List.of(HexFormat.of().formatHex(frame))));
        JsonNode results = JsonMapper.shared().readTree(NpmClients.ask(input));
        List<JsonNode> decoded = new ArrayList<>();
        for (JsonNode result : results) {
            byte[] theirs = HexFormat.of().parseHex(result.path("frame").asString());
            assertThat(codec.decode(theirs))
                    .as(result.path("library").asString())
                    .isEqualTo(message);
            int registered = result.path("registered").asInt();
            assertThat(client.byId(registered).getFullName()).isEqualTo(schema.getFullName());
            decoded.add(result.path("decoded"));
        }
        return decoded;
    }
}
