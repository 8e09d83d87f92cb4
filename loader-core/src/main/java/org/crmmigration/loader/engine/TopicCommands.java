package org.crmmigration.loader.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/** Past commands from Kafka, by a consumer that lives from the first question on. */
final class TopicCommands implements PastCommands, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Reading on is quicker than seeking up to about so many records. */
    private static final long NEAR = 2_000;

    private final Clients clients;
    private final TopicPartition partition;
    private @Nullable Consumer<String, SpecificRecord> consumer;

    TopicCommands(Clients clients, String topic) {
        this.clients = clients;
        this.partition = new TopicPartition(topic, 0);
    }

    @Override
    public synchronized Map<Long, ObjectCommand> at(Collection<Long> offsets) {
        Consumer<String, SpecificRecord> reader = reader();
        TreeSet<Long> wanted = new TreeSet<>(offsets);
        Map<Long, ObjectCommand> found = new HashMap<>();
        while (!wanted.isEmpty()) {
            long position = reader.position(partition);
            if (wanted.first() < position || wanted.first() > position + NEAR) {
                reader.seek(partition, wanted.first());
            }
            for (ConsumerRecord<String, SpecificRecord> record : reader.poll(POLL)) {
                if (wanted.contains(record.offset())
                        && record.value() != null
                        && CommandCodec.fromAvro(record.value()) instanceof ObjectCommand command) {
                    found.put(record.offset(), command);
                }
            }
            wanted.headSet(reader.position(partition)).clear();
        }
        return found;
    }

    @Override
    public synchronized void close() {
        boolean interrupted = Thread.interrupted(); // closing would refuse an interrupted thread
        if (consumer != null) {
            consumer.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<String, SpecificRecord> reader() {
        if (consumer == null) {
            consumer = clients.consumer("loader-verify", "loader-verify-" + partition.topic());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }
        return consumer;
    }
}
