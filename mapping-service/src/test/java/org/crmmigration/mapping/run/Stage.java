package org.crmmigration.mapping.run;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;

/** A migration with its topics on the shared broker, and exports written as ingest writes them. */
public final class Stage {

    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "00112233445566778899aabbccddeeff";

    public final Clients clients;
    final Surveys surveys;
    public final MigrationDefined migration;

    public Stage(String slug) {
        EmbeddedPlatform platform = TestPlatform.shared();
        clients = new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "1"));
        surveys = new Surveys(clients);
        migration = new MigrationDefined(
                slug, "pipedrive", "", SECRET, true, Topics.of(slug), Map.of("timeZone", "Europe/Berlin"), AT);
        new MigrationTopics(clients).create(migration.topics());
    }

    Order order() {
        return new Orders(new MappingTexts(clients), new SecretReference())
                .with(migration, MappingFile.parse(MappingFile.complete("pipedrive", "")));
    }

    MappingRun run(String run, String export, Checkpoint checkpoint) {
        RunRequested request = new RunRequested(migration.migration(), run, export, 1, AT);
        return new MappingRun(surveys, order(), request, 20, InstantSource.system(), checkpoint);
    }

    MappingRun run(String run, String mapping, int version, RunScope scope) {
        RunRequested request = new RunRequested(migration.migration(), run, "export-1", version, AT, scope);
        Order order = new Orders(new MappingTexts(clients), new SecretReference())
                .with(migration, MappingFile.parse(MappingFile.complete("pipedrive", mapping)));
        return new MappingRun(surveys, order, request, 20, InstantSource.system(), Checkpoint.NONE);
    }

    /** Puts the text of a version on the commands topic, as a confirmation does; says where. */
    long confirm(int version, String mapping) {
        return say(new CommandMessage.MappingText(version, "", MappingFile.complete("pipedrive", mapping), AT));
    }

    /** Puts a message on the commands topic; says where. */
    long say(CommandMessage message) {
        try (Producer<String, SpecificRecord> producer = clients.producer("stage")) {
            return producer.send(Said.on(migration.topics().commands(), message))
                    .get()
                    .offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands on the commands topic, as a committed reader sees it. */
    public List<CommandMessage> commands() {
        List<CommandMessage> commands = new ArrayList<>();
        try (TopicReader reader = new TopicReader(clients, migration.topics().commands())) {
            reader.read(-1, record -> commands.add(CommandCodec.fromAvro(reader.decoded(record))));
        }
        return commands;
    }

    public void publish(String export, int contacts) {
        List<SourceRecord> records = export(export, contacts);
        try (Producer<String, SpecificRecord> producer = clients.producer("stage")) {
            send(producer, export, "began", new ExportBegan(export, 1, AT));
            for (SourceRecord record : records) {
                send(producer, record.sourceKey(), "record", record);
            }
            send(producer, export, "completed", new ExportCompleted(export, 1, Map.of(), "", List.of(), Map.of(), AT));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Producer<String, SpecificRecord> producer, String key, String word, RecordMessage message)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(migration.topics().records(), 0, key, RecordCodec.toAvro(message));
        record.headers().add("msg", word.getBytes(StandardCharsets.UTF_8));
        if (message instanceof SourceRecord source) {
            record.headers().add("kind", source.kind().word().getBytes(StandardCharsets.UTF_8));
        }
        var acknowledged = producer.send(record);
        if (word.equals("completed")) {
            acknowledged.get();
        }
    }

    private static List<SourceRecord> export(String export, int contacts) {
        List<SourceRecord> records = new ArrayList<>();
        add(records, export, Kind.TAG, "tag:t", Map.of("name", new Value.Text("VIP")), Map.of());
        add(records, export, Kind.OWNER, "owner:o", Map.of("email", new Value.Text("sales@acme.example")), Map.of());
        add(records, export, Kind.COMPANY, "company:c", Map.of("name", new Value.Text("Acme")), Map.of());
        for (int i = 0; i < contacts; i++) {
            Map<String, Value> fields = Map.of(
                    "full_name",
                    new Value.Text("Person " + i),
                    "email",
                    new Value.Text("p" + i + "@example.org"),
                    "tags",
                    new Value.Texts(List.of("VIP")));
            add(records, export, Kind.CONTACT, "contact:" + i, fields, Map.of("company", "company:c"));
        }
        for (int i = 0; i < contacts; i++) {
            Map<String, Value> fields = Map.of(
                    "type", new Value.Text(i % 3 == 0 ? "REBILL" : "SALE"),
                    "status", new Value.Text("completed"),
                    "carried_by", new Value.Text("order:0"),
                    "net", new Value.Money(BigDecimal.valueOf(i), "EUR"),
                    "product_name", new Value.Text("Course"),
                    "transaction_id", new Value.Text("" + i),
                    "occurred_at", new Value.Moment(AT));
            add(records, export, Kind.ORDER, "order:" + i, fields, Map.of("contact", "contact:" + i));
        }
        return records;
    }

    private static void add(
            List<SourceRecord> records,
            String export,
            Kind kind,
            String key,
            Map<String, Value> fields,
            Map<String, String> references) {
        records.add(new SourceRecord(
                export,
                records.size(),
                kind,
                key,
                "hash",
                Change.NEW,
                null,
                fields,
                references,
                Map.of(),
                List.of(),
                List.of()));
    }
}
