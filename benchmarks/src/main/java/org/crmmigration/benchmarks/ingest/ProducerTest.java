package org.crmmigration.benchmarks.ingest;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * {@code ProducerTest SERVERS RECORDS SIZE COMPRESSION}: Kafka's own producer performance test, without a limit, into a topic of one
 * partition, with the settings of ingest's producer but without transactions.
 */
final class ProducerTest {

    private static final String TOPIC = "producer-test-";

    private ProducerTest() {}

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
            admin.createTopics(List.of(new NewTopic(TOPIC + arguments[3], 1, (short) 1)))
                    .all()
                    .get();
        }
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        ProducerPerformance.main(new String[] {
            "--topic",
            TOPIC + arguments[3],
            "--num-records",
            arguments[1],
            "--record-size",
            arguments[2],
            "--throughput",
            "-1",
            "--producer-props",
            "bootstrap.servers=" + arguments[0],
            "acks=all",
            "enable.idempotence=true",
            "compression.type=" + arguments[3],
            "linger.ms=5",
            "batch.size=65536"
        });
        String summary = printed.toString(StandardCharsets.UTF_8)
                .strip()
                .lines()
                .toList()
                .getLast();
        out.println(summary);
        // "... records sent, <rate> records/sec (<MB> MB/sec), ..."
        double rate = Double.parseDouble(summary.split(", ", -1)[1].split(" ", -1)[0]);
        long records = Long.parseLong(arguments[1]);
        Child.result(out, records, records / rate, records * Long.parseLong(arguments[2]), 0);
    }
}
