package org.crmmigration.benchmarks.mapping;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.benchmarks.rig.ProcessFigures;
import org.crmmigration.benchmarks.rig.Rig;
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

/**
 * Records to commands, survey included, beside a plain loop over the same topic on the same broker: it reads each message,
 * makes the record of it that a mapper needs, and writes it again, in transactions of the same size. In turns; the first
 * round warms up. A second run over the same export, whose survey is kept, comes last in each round.
 *
 * <p>Arguments: contacts, and as many orders (50000); rounds (4); mapping file's destination (pipedrive).
 */
public final class MappingSpeed {

    private static final int CHUNK = 2_000;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String EXPORT = "export-1";

    private final PrintStream out = System.out;
    private final Clients clients;
    private final MigrationDefined migration;
    private final int contacts;
    private final long records;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private MappingSpeed(Clients clients, String destination, int contacts) {
        this.clients = clients;
        this.contacts = contacts;
        this.records = 2L * contacts + Customer.companies();
        migration = new MigrationDefined(
                "speed",
                destination,
                "",
                "00112233445566778899aabbccddeeff",
                true,
                Topics.of("speed"),
                Map.of("timeZone", "America/Chicago"),
                AT);
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        int contacts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        String destination = arguments.length > 2 ? arguments[2] : "pipedrive";
        try (Rig rig = Rig.start(384)) {
            new MappingSpeed(rig.clients(), destination, contacts).run(rounds);
        }
    }

    private void run(int rounds) throws Exception {
        new MigrationTopics(clients).create(migration.topics());
        publish();
        out.printf(Locale.ROOT, "%,d records%n", records);
        out.println("| round | plain loop, records/s | processor s | mapping, records/s | processor s | ratio "
                + "| survey kept, records/s | processor s | ratio |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        double[] sums = new double[3];
        for (int round = 0; round < rounds; round++) {
            Taken plain = taken(this::plain);
            Surveys surveys = new Surveys(clients);
            Taken mapping = taken(run("run-" + round, surveys));
            Taken again = taken(run("again-" + round, surveys));
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %s | %.2f |%n",
                    round == 0 ? "warm-up" : "" + round,
                    plain.text(records),
                    mapping.text(records),
                    plain.seconds() / mapping.seconds(),
                    again.text(records),
                    plain.seconds() / again.seconds());
            if (round > 0) {
                sums[0] += plain.seconds();
                sums[1] += mapping.seconds();
                sums[2] += again.seconds();
            }
        }
        out.printf(
                Locale.ROOT,
                "ratio over all rounds but the first: %.2f; with the survey kept: %.2f%n",
                sums[0] / sums[1],
                sums[0] / sums[2]);
        String last = "run-" + (rounds - 1);
        out.println("SHA-256 over the commands of " + last + ": "
                + CommandDigest.of(clients, migration.topics().commands(), last));
    }

    private Runnable run(String run, Surveys surveys) {
        RunRequested request = new RunRequested(migration.migration(), run, EXPORT, 1, AT);
        return () -> new MappingRun(surveys, order(), request, CHUNK, InstantSource.system(), Checkpoint.NONE).run();
    }

    private Order order() {
        return new Orders(new MappingTexts(clients), new SecretReference())
                .with(migration, MappingFile.parse(MappingFile.complete(migration.destination(), "")));
    }

    private void publish() throws ExecutionException, InterruptedException {
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
            producer.flush();
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
            sent.clear();
        }
    }

    private void send(Producer<String, SpecificRecord> producer, SourceRecord record) {
        send(producer, record.sourceKey(), "record", record);
    }

    private void send(Producer<String, SpecificRecord> producer, String key, String word, RecordMessage message) {
        ProducerRecord<String, SpecificRecord> record =
                new ProducerRecord<>(migration.topics().records(), 0, key, RecordCodec.toAvro(message));
        record.headers().add("msg", word.getBytes(StandardCharsets.UTF_8));
        if (message instanceof SourceRecord source) {
            record.headers().add("kind", source.kind().word().getBytes(StandardCharsets.UTF_8));
        }
        sent.add(producer.send(record));
    }

    private void plain() {
        TopicPartition partition = new TopicPartition(migration.topics().records(), 0);
        try (Producer<String, SpecificRecord> producer = clients.transactionalProducer("plain-loop");
                Consumer<String, SpecificRecord> consumer = clients.consumer("plain-loop", "plain-loop")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            producer.initTransactions();
            producer.beginTransaction();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() != null) {
                        SpecificRecord again = RecordCodec.toAvro(RecordCodec.fromAvro(record.value()));
                        sent.add(producer.send(
                                new ProducerRecord<>(migration.topics().findings(), 0, record.key(), again)));
                        if (sent.size() >= CHUNK) {
                            producer.commitTransaction();
                            sent.clear();
                            producer.beginTransaction();
                        }
                    }
                }
            }
            producer.commitTransaction();
            sent.clear();
        }
    }

    private record Taken(double seconds, double processor) {
        String text(long records) {
            return String.format(Locale.ROOT, "%,.0f | %.1f", records / seconds, processor);
        }
    }

    private static Taken taken(Runnable work) {
        long pid = ProcessHandle.current().pid();
        Duration before = ProcessFigures.of(pid).cpu();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Taken(seconds, ProcessFigures.of(pid).cpu().minus(before).toMillis() / 1e3);
    }
}
