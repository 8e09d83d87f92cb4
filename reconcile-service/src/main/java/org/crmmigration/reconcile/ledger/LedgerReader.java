package org.crmmigration.reconcile.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of all migrations this instance owns into their ledgers: one consumer, one thread, positions in the
 * ledger files. A ledger that cannot be written is opened again after a pause; the others go on.
 */
public final class LedgerReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Consumer<String, SpecificRecord> consumer;
    private final OpenLedgers ledgers;
    private final List<LedgerListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A reader; nothing happens before {@link #start}.
     *
     * @param directory where the ledger files are
     */
    public LedgerReader(Clients clients, Path directory) {
        this.consumer = clients.consumer(
                "reconcile-service",
                "reconcile-ledger",
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        256 * 1024,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 * 1024 * 1024,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000));
        this.ledgers = new OpenLedgers(directory, consumer);
        this.thread = Thread.ofPlatform().name("reconcile-ledger").unstarted(this::run);
    }

    /** Tells this listener from now on. */
    public void tell(LedgerListener listener) {
        listeners.add(listener);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Takes a migration's topics in, soon. */
    public void open(MigrationDefined definition) {
        changes.add(() -> attach(definition));
    }

    /** Lets go of a migration, soon; its file stays. */
    public void release(String migration) {
        changes.add(() -> ledgers.detach(migration));
    }

    /** Lets go of a migration for good and deletes its file, soon. */
    public void forget(String migration) {
        changes.add(() -> ledgers.delete(migration));
    }

    /** The migration's ledger, if it is open. */
    public Optional<OpenLedger> ledger(String migration) {
        return ledgers.find(migration);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PAUSE.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer;
                ledgers) {
            while (!closed) {
                round();
            }
        }
    }

    private void round() {
        try {
            List<Runnable> due = new ArrayList<>();
            changes.drainTo(due);
            due.forEach(Runnable::run);
            if (ledgers.partitions().isEmpty()) {
                pause(POLL);
            } else {
                read(consumer.poll(POLL));
            }
        } catch (RecordDeserializationException e) {
            waitOrSkip(e);
        } catch (InvalidOffsetException e) {
            Set.copyOf(e.partitions()).forEach(this::rebuild);
        } catch (KafkaException | LedgerFailure e) {
            log.atWarn().setCause(e).log("reading the ledgers' topics failed; trying again");
            pause(PAUSE);
        }
    }

    private void read(ConsumerRecords<String, SpecificRecord> records) {
        for (TopicPartition partition : ledgers.partitions()) {
            OpenLedger ledger = ledgers.of(partition);
            if (ledger != null) {
                read(ledger, partition, records);
            }
        }
    }

    private void read(OpenLedger ledger, TopicPartition partition, ConsumerRecords<String, SpecificRecord> records) {
        List<Entry> entries = records.records(partition).stream()
                .filter(record -> record.value() != null)
                .map(Intake::entry)
                .toList();
        long next = consumer.position(partition);
        boolean applied = entries.isEmpty() || apply(ledger, partition, entries, next);
        if (applied && (ledger.read(partition, next) || !entries.isEmpty())) {
            listeners.forEach(listener -> listener.moved(ledger.migration()));
        }
    }

    private boolean apply(OpenLedger ledger, TopicPartition partition, List<Entry> entries, long next) {
        try {
            ledger.projection().apply(partition.topic(), entries, next);
            return true;
        } catch (RuntimeException e) {
            ledgers.detach(ledger.migration());
            retry(ledger.definition(), e);
            return false;
        }
    }

    private void attach(MigrationDefined definition) {
        try {
            ledgers.attach(definition);
        } catch (RuntimeException e) {
            ledgers.detach(definition.migration());
            retry(definition, e);
        }
    }

    private void retry(MigrationDefined definition, RuntimeException e) {
        log.atError()
                .setCause(e)
                .addKeyValue("migration", definition.migration())
                .log("the ledger cannot be written; it is opened again after a pause");
        Thread.startVirtualThread(() -> {
            pause(PAUSE);
            open(definition);
        });
    }

    private void rebuild(TopicPartition partition) {
        OpenLedger ledger = ledgers.of(partition);
        if (ledger != null) {
            log.atWarn()
                    .addKeyValue("migration", ledger.migration())
                    .log("the ledger is ahead of its topic; building it again");
            ledgers.rebuild(ledger);
        }
    }

    private void waitOrSkip(RecordDeserializationException e) {
        if (Undecoded.mayPass(e)) {
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("topic", e.topicPartition().topic())
                    .log("the schema registry does not answer; the ledgers are read on when it does");
            pause(PAUSE);
        } else {
            skip(e);
        }
    }

    private void skip(RecordDeserializationException e) {
        TopicPartition partition = e.topicPartition();
        OpenLedger ledger = ledgers.of(partition);
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("offset", e.offset())
                .log("a message cannot be decoded; the ledger will not balance");
        if (ledger != null
                && apply(ledger, partition, List.of(new Entry.Unreadable(e.offset(), "undecodable")), e.offset() + 1)) {
            consumer.seek(partition, e.offset() + 1);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
