package org.crmmigration.benchmarks.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.crmmigration.messaging.kafka.Clients;

/**
 * A digest over the commands and exclusions of one run on a topic, byte by byte and in their order, without the
 * schemas' ids: two versions of the mapper that say the same have the same.
 */
final class CommandDigest {

    private static final int FRAME = 5;

    private final MessageDigest digest;
    private final String run;
    private String text = "";
    private boolean any;

    private CommandDigest(String run) throws NoSuchAlgorithmException {
        this.run = run;
        digest = MessageDigest.getInstance("SHA-256");
    }

    static String of(Clients clients, String topic, String run) throws NoSuchAlgorithmException {
        CommandDigest commands = new CommandDigest(run);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, byte[]> consumer = clients.rawConsumer("digest", "digest", Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(commands::add);
            }
        }
        return commands.text;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        Header word = record.headers().lastHeader("msg");
        if (record.value() == null || word == null) {
            return;
        }
        if (new String(word.value(), StandardCharsets.UTF_8).equals("run")) {
            String digested = HexFormat.of().formatHex(digest.digest());
            text = any && run.equals(record.key()) ? digested : text;
            any = false;
        } else {
            digest.update(record.key().getBytes(StandardCharsets.UTF_8));
            digest.update(record.value(), FRAME, record.value().length - FRAME);
            any = true;
        }
    }
}
