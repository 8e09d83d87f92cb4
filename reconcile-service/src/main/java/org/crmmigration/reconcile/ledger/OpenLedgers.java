package org.crmmigration.reconcile.ledger;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;

/** The ledgers this instance has open, and the consumer's assignment that goes with them. For the reading thread, but {@link #find}. */
final class OpenLedgers implements AutoCloseable {

    private final Path directory;
    private final Consumer<String, ?> consumer;
    private final Map<String, OpenLedger> ledgers = new ConcurrentHashMap<>();
    private final Map<TopicPartition, OpenLedger> byPartition = new HashMap<>();

    OpenLedgers(Path directory, Consumer<String, ?> consumer) {
        this.directory = directory;
        this.consumer = consumer;
    }

    /** For every thread. */
    Optional<OpenLedger> find(String migration) {
        return Optional.ofNullable(ledgers.get(migration));
    }

    @Nullable
    OpenLedger of(TopicPartition partition) {
        return byPartition.get(partition);
    }

    List<TopicPartition> partitions() {
        return List.copyOf(byPartition.keySet());
    }

    /** Opens the ledger and reads on from its positions. */
    void attach(MigrationDefined definition) {
        detach(definition.migration());
        Path file = file(definition.migration());
        String identity = definition.topics() + "|" + definition.at().toEpochMilli();
        OpenLedger ledger = new OpenLedger(definition, Projection.open(file, identity));
        ledgers.put(definition.migration(), ledger);
        ledger.partitions().forEach(partition -> byPartition.put(partition, ledger));
        consumer.assign(new HashSet<>(byPartition.keySet()));
        ledger.partitions().forEach(partition -> seek(ledger, partition));
        ledger.ends(consumer.endOffsets(ledger.partitions()));
    }

    /** Closes the ledger; its file stays. */
    void detach(String migration) {
        OpenLedger ledger = ledgers.remove(migration);
        if (ledger != null) {
            byPartition.values().removeIf(other -> other == ledger);
            consumer.assign(new HashSet<>(byPartition.keySet()));
            ledger.projection().close();
        }
    }

    /** Closes the ledger and deletes its file. */
    void delete(String migration) {
        detach(migration);
        Projection.delete(file(migration));
    }

    /** Begins the file anew: it knows offsets its topic does not have. */
    void rebuild(OpenLedger ledger) {
        detach(ledger.migration());
        Projection.delete(file(ledger.migration()));
        attach(ledger.definition());
    }

    @Override
    public void close() {
        List.copyOf(ledgers.keySet()).forEach(this::detach);
    }

    private Path file(String migration) {
        return directory.resolve(migration + ".db");
    }

    private void seek(OpenLedger ledger, TopicPartition partition) {
        long position = ledger.projection().position(partition.topic());
        if (position == 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, position);
        }
    }
}
