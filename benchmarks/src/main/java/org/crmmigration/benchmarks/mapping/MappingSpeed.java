package org.crmmigration.benchmarks.mapping;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.crmmigration.mapping.run.Surveys;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.RecordCodec;

/**
 * Records to commands, survey included, beside a plain loop over the same topic on the same broker: it reads each message,
 * makes the record of it that a mapper needs, and writes it again, in transactions of the same size. In turns; the first
 * round warms up. A second run over the same export, whose survey is kept, comes last in each round.
 *
 * <p>Arguments: contacts, and as many orders (50000); rounds (4); mapping file's destination (pipedrive).
 */
public final class MappingSpeed {

    private final PrintStream out = System.out;
    private final Clients clients;
    private final CustomerExport export;
    private final long records;

    private MappingSpeed(Clients clients, CustomerExport export) {
        this.clients = clients;
        this.export = export;
        this.records = export.records();
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        int contacts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        String destination = arguments.length > 2 ? arguments[2] : "pipedrive";
        try (Rig rig = Rig.start(384)) {
            new MappingSpeed(rig.clients(), new CustomerExport(rig.clients(), "speed", destination, contacts))
                    .run(rounds);
        }
    }

    private void run(int rounds) throws Exception {
        export.publish();
        out.printf(Locale.ROOT, "%,d records%n", records);
        out.println("| round | plain loop, records/s | processor s | mapping, records/s | processor s | ratio "
                + "| survey kept, records/s | processor s | ratio |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        double[] sums = new double[3];
        for (int round = 0; round < rounds; round++) {
            Taken plain = taken(this::plain);
            Surveys surveys = new Surveys(clients);
            Taken mapping = taken(export.run("run-" + round, surveys));
            Taken again = taken(export.run("again-" + round, surveys));
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
                + CommandDigest.of(clients, export.topics().commands(), last));
    }

    private void plain() {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        TopicPartition partition = new TopicPartition(export.topics().records(), 0);
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
                                new ProducerRecord<>(export.topics().findings(), 0, record.key(), again)));
                        if (sent.size() >= CustomerExport.CHUNK) {
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
