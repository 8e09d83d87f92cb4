package org.crmmigration.benchmarks.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Checkpoint;
import org.crmmigration.mapping.run.MappingRun;
import org.crmmigration.mapping.run.MappingTexts;
import org.crmmigration.mapping.run.Order;
import org.crmmigration.mapping.run.Orders;
import org.crmmigration.mapping.run.Surveys;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** A migration whose topic holds an export of synthetic customers, and runs over it. */
final class CustomerExport {

    /** Messages in one transaction. */
    static final int CHUNK = 2_000;

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EXPORT = "export-1";
    private static final int UNACKNOWLEDGED = 50_000;

    private final Clients clients;
    private final MigrationDefined migration;
    private final int contacts;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** Of as many orders as contacts, under the mapping that a destination comes with. */
    CustomerExport(Clients clients, String slug, String destination, int contacts) {
        this.clients = clients;
        this.contacts = contacts;
        migration = new MigrationDefined(
                slug,
                destination,
                "",
                "00112233445566778899aabbccddeeff",
                true,
                Topics.of(slug),
                Map.of("timeZone", "America/Chicago"),
                AT);
    }

    long records() {
        return 2L * contacts + Customer.companies();
    }

    Clients clients() {
        return clients;
    }

    Topics topics() {
        return migration.topics();
    }

    Runnable run(String run, Surveys surveys) {
        RunRequested request = new RunRequested(migration.migration(), run, EXPORT, 1, AT);
        return () -> new MappingRun(surveys, order(), request, CHUNK, InstantSource.system(), Checkpoint.NONE).run();
    }

    private Order order() {
        return new Orders(new MappingTexts(clients), new SecretReference())
                .with(migration, MappingFile.parse(MappingFile.complete(migration.destination(), "")));
    }

    /** Makes the topics and writes the export. */
    void publish() throws ExecutionException, InterruptedException {
        new MigrationTopics(clients).create(migration.topics());
        Customer customer = new Customer(EXPORT);
        try (Producer<String, SpecificRecord> producer = clients.producer("speed")) {
            send(producer, EXPORT, "began", new ExportBegan(EXPORT, 1, AT));
            for (int i = 0; i < Customer.companies(); i++) {
                send(producer, customer.company(i));
            }
            for (int i = 0; i < contacts; i++) {
                send(producer, customer.contact(i));
            }
            for (int i = 0; i < contacts; i++) {
                send(producer, customer.order(i));
            }
            ExportCompleted completed = new ExportCompleted(
                    EXPORT, 1, Map.of(Kind.CONTACT.word(), (long) contacts), "", List.of(), Map.of(), AT);
            send(producer, EXPORT, "completed", completed);
            acknowledged();
        }
    }

    private void acknowledged() throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        sent.clear();
    }

    private void send(Producer<String, SpecificRecord> producer, SourceRecord record)
            throws ExecutionException, InterruptedException {
        send(producer, record.sourceKey(), "record", record);
    }

    private void send(Producer<String, SpecificRecord> producer, String key, String word, RecordMessage message)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(migration.topics().records(), 0, key, RecordCodec.toAvro(message));
        record.headers().add("msg", word.getBytes(StandardCharsets.UTF_8));
        if (message instanceof SourceRecord source) {
            record.headers().add("kind", source.kind().word().getBytes(StandardCharsets.UTF_8));
        }
        sent.add(producer.send(record));
        if (sent.size() >= UNACKNOWLEDGED) {
            acknowledged();
        }
    }
}
