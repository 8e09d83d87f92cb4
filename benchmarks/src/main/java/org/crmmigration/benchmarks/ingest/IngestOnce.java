package org.crmmigration.benchmarks.ingest;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.publish.KafkaRecordSink;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.value.KeyedHash;

/** {@code IngestOnce STATE FILES SERVERS REGISTRY}: one export from its files to the broker, with the seconds of each step. */
final class IngestOnce {

    private static final String SLUG = "speed";

    private IngestOnce() {}

    /** Ingests. */
    public static void main(String[] arguments) {
        Clients clients = new Clients(KafkaSettings.local(arguments[2], arguments[3], "speed"));
        MigrationDefined migration = new MigrationDefined(
                SLUG, "pipedrive", "none", "none", true, Topics.of(SLUG), Map.of("timeZone", "UTC"), Instant.now());
        new MigrationTopics(clients).create(migration.topics());
        Staging staging = new Staging(Path.of(arguments[0]), SLUG);
        staging.erase();
        Export export = new ExportTable(staging).add(List.of(Path.of(arguments[1])), Map.of(), Instant.now());
        long began = System.nanoTime();
        AtomicReference<String> last = new AtomicReference<>("");
        double[] publishing = {0};
        new ExportRun(
                        staging,
                        migration,
                        new KeyedHash("0123456789abcdef0123".getBytes(StandardCharsets.UTF_8)),
                        definition -> new KafkaRecordSink(clients, definition),
                        Clock.systemUTC(),
                        (_, state, rows, published, message, _) -> {
                            if (!message.equals(last.getAndSet(message))) {
                                double at = (System.nanoTime() - began) / 1e9;
                                publishing[0] = state == Export.State.PUBLISHING ? at : publishing[0];
                                System.out.printf(
                                        "%7.1f s, %5.1f processor s of the owner  %s (%d rows, %d records)%n",
                                        at, owner(), message, rows, published);
                            }
                        },
                        () -> true)
                .run(export);
        double seconds = (System.nanoTime() - began) / 1e9;
        Export done = new ExportTable(staging).find(export.id()).orElseThrow();
        long records =
                done.records().values().stream().mapToLong(Long::longValue).sum();
        Child.result(System.out, records, seconds, bytes(clients, migration, records), seconds - publishing[0]);
    }

    /** What the running thread, which owns the order of everything, has used so far. */
    private static double owner() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** What all records come to before compression, keys and values, reckoned from two thousand at each of ten places. */
    private static long bytes(Clients clients, MigrationDefined migration, long records) {
        TopicPartition partition = new TopicPartition(migration.topics().records(), 0);
        long seen = 0;
        long bytes = 0;
        try (Consumer<String, byte[]> consumer = clients.rawConsumer("speed-sizes", "speed-sizes", Map.of())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            for (long place = 0; place < 10; place++) {
                consumer.seek(partition, end * place / 10);
                long until = seen + 2000;
                while (seen < until && consumer.position(partition) < end) {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                        seen++;
                        bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                    }
                }
            }
        }
        return seen == 0 ? 0 : bytes * records / seen;
    }
}
