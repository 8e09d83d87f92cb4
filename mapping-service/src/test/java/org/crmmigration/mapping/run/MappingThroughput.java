package org.crmmigration.mapping.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.record.RecordCodec;

/**
 * Measures records to commands against a plain loop that reads the same topic, decodes, encodes and produces each record,
 * in transactions of the same size. Run by hand; the argument is how many contacts and as many orders (50000). The first
 * round warms up, the others count.
 */
final class MappingThroughput {

    private static final int CHUNK = 500;
    private static final int ROUNDS = 4;

    private MappingThroughput() {}

    public static void main(String[] args) throws Exception {
        int contacts = args.length == 0 ? 50_000 : Integer.parseInt(args[0]);
        Stage stage = new Stage("throughput");
        stage.publish("export-1", contacts);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double plain = rate(2L * contacts, timed(() -> plain(stage)));
            String run = "run-" + round;
            RunRequested request = new RunRequested(stage.migration.migration(), run, "export-1", 1, Stage.AT);
            MappingRun mapping = new MappingRun(
                    stage.clients, stage.order(), request, CHUNK, InstantSource.system(), Checkpoint.NONE);
            double mapped = rate(2L * contacts, timed(mapping::run));
            System.out.printf(
                    "%s plain %,.0f records/s, mapping %,.0f records/s, ratio %.2f%n",
                    round == 0 ? "warm-up" : "round " + round, plain, mapped, mapped / plain);
            best = round == 0 ? 0 : Math.max(best, mapped / plain);
        }
        System.out.printf("best ratio %.2f%n", best);
        System.exit(0);
    }

    private static void plain(Stage stage) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<String, SpecificRecord> producer = stage.clients.transactionalProducer("plain-loop");
                TopicReader reader =
                        new TopicReader(stage.clients, stage.migration.topics().records())) {
            producer.initTransactions();
            producer.beginTransaction();
            reader.read(-1, record -> {
                SpecificRecord again = RecordCodec.toAvro(RecordCodec.fromAvro(reader.decoded(record)));
                sent.add(producer.send(
                        new ProducerRecord<>(stage.migration.topics().findings(), 0, record.key(), again)));
                if (sent.size() >= CHUNK) {
                    producer.commitTransaction();
                    sent.clear();
                    producer.beginTransaction();
                }
                return true;
            });
            producer.commitTransaction();
        }
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static double rate(long records, long nanos) {
        return records / (nanos / 1e9);
    }
}
