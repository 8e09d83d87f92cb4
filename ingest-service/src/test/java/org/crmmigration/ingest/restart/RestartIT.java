package org.crmmigration.ingest.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.TestPlatform;
import org.crmmigration.ingest.Bench;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.messaging.kafka.MigrationTopics;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.schemas.FindingEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Killed at random points of reading, folding and publishing, an export leads to the very generation that it leads to
 * undisturbed. {@code -Drestart.kills=N} kills more often.
 */
final class RestartIT {

    private static final int KILLS = Integer.getInteger("restart.kills", 3);

    private final EmbeddedPlatform platform = TestPlatform.shared();
    private final Clients clients =
            new Clients(KafkaSettings.local(platform.bootstrapServers(), platform.registryUrl(), "test"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void neitherLosesNorRepeatsWhenKilled(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        Bench undisturbed = new Bench(directory.resolve("undisturbed"), Map.of("timeZone", "UTC"));
        Path contacts = undisturbed.file("contacts.csv", contacts(random, 11_000));
        undisturbed.ingest(contacts, undisturbed.file("log.csv", transactions(random, 4_000)));
        String slug = "restart-" + seed;
        new MigrationTopics(clients).create(IngestProcess.migration(slug).topics());

        // When
        boolean done = false;
        for (int start = 0; !done; start++) {
            int lines = start < KILLS ? IngestProcess.lines(random) : Integer.MAX_VALUE;
            done = IngestProcess.run(
                    platform, directory.resolve("data"), directory.resolve("undisturbed/in"), slug, lines);
        }

        // Then
        List<RecordMessage> generation = new ArrayList<>();
        read(IngestProcess.migration(slug).topics().records())
                .forEach(value -> generation.add(RecordCodec.fromAvro(value)));
        assertThat(generation.getFirst()).isInstanceOf(ExportBegan.class);
        assertThat(records(generation)).isEqualTo(records(undisturbed.sink().messages()));
        ExportCompleted completed = (ExportCompleted) generation.getLast();
        assertThat(completed.checksum())
                .isEqualTo(undisturbed.sink().completed().checksum());
        assertThat(completed.files()).hasSize(2).allMatch(FileAccount::balanced);
        List<Finding> findings = new ArrayList<>();
        read(IngestProcess.migration(slug).topics().findings())
                .forEach(value -> findings.add(RecordCodec.fromAvro((FindingEvent) value)));
        assertThat(findings).isEqualTo(undisturbed.sink().findings());
    }

    private static List<SourceRecord> records(List<RecordMessage> messages) {
        return messages.stream()
                .filter(SourceRecord.class::isInstance)
                .map(SourceRecord.class::cast)
                .toList();
    }

    private List<SpecificRecord> read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<SpecificRecord> values = new ArrayList<>();
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("restart-reader", "restart-reader")) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null) {
                        values.add(record.value());
                    }
                }
            }
        }
        return values;
    }

    static String contacts(Random random, int rows) {
        StringBuilder text = new StringBuilder("ID,Email,First Name,Company,Phone,Tags,Date Joined\n");
        for (int i = 0; i < rows; i++) {
            int id = random.nextInt(20) == 0 ? random.nextInt(rows) : i;
            text.append(random.nextInt(9) == 0 ? "" : id)
                    .append(",p")
                    .append(id)
                    .append(random.nextInt(50) == 0 ? "" : "@mail.example.org")
                    .append(",N")
                    .append(i % 7)
                    .append(i % 5 == 0 ? ",Firm " + i % 90 : ",")
                    .append(",20255501")
                    .append(10 + i % 90)
                    .append(",\"a,b")
                    .append(i % 3)
                    .append("\",2025-01-0")
                    .append(1 + i % 9)
                    .append(" 10:00:00\n");
        }
        return text.toString();
    }

    static String transactions(Random random, int rows) {
        String[] types = {"Sale", "Sale", "Rebill", "Refund", "Failed", "Cancellation", "Chargeback"};
        StringBuilder text = new StringBuilder(
                "ID,Transaction_Type,Date,Product,Buyer_Email,Amount (USD),subscription_id,lead_id\n");
        for (int i = 0; i < rows; i++) {
            int buyer = random.nextInt(11_500);
            text.append(random.nextInt(40) == 0 ? random.nextInt(rows) : i)
                    .append(',')
                    .append(types[random.nextInt(types.length)])
                    .append(",2025-02-1")
                    .append(i % 10)
                    .append(",Course ")
                    .append(i % 4)
                    .append(",p")
                    .append(buyer)
                    .append("@mail.example.org,")
                    .append(10 + i % 5)
                    .append(".00,")
                    .append(random.nextInt(4) == 0 ? "S" + random.nextInt(300) : "N/A")
                    .append(',')
                    .append(buyer)
                    .append('\n');
        }
        return text.toString();
    }
}
