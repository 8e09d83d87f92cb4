package org.crmmigration.loader.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledgers of one bucket's lanes behind one transactional producer. Creating it fences whoever owned the bucket before.
 * Messages and command positions of all lanes are committed together, a few milliseconds' worth at a time, and shown to
 * the lanes' views before anybody is told. No call to a CRM is made inside a transaction.
 */
public final class BucketLedger implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BucketLedger.class);
    private static final int LARGEST_GROUP = 2_000;

    private final String name;
    private final ConsumerGroupMetadata group;
    private final Producer<String, SpecificRecord> producer;
    private final Duration gather;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile @Nullable LedgerLost lost;

    /**
     * Fences the former owner and starts to write.
     *
     * @param name the transactional id
     * @param group the consumer group command positions are committed to
     * @param gather how long entries are gathered for one transaction
     */
    public BucketLedger(
            String name, ConsumerGroupMetadata group, Producer<String, SpecificRecord> producer, Duration gather) {
        this.name = name;
        this.group = group;
        this.producer = producer;
        this.gather = gather;
        producer.initTransactions();
        writer = Thread.ofPlatform().daemon().name("ledger-" + name).start(this::run);
    }

    /**
     * Something to commit.
     *
     * @param message null to commit a position alone
     * @param position of the lane's commands, -1 for none
     */
    record Entry(LaneLedger lane, @Nullable LedgerMessage message, long position, CompletableFuture<Boolean> done) {}

    void add(Entry entry) {
        queue.add(entry);
        LedgerLost failure = lost;
        if (failure != null) {
            entry.done().completeExceptionally(failure);
        }
    }

    void requireOwned() {
        LedgerLost failure = lost;
        if (failure != null) {
            throw failure;
        }
    }

    /** Whether it can no longer be written. */
    public boolean isLost() {
        return lost != null;
    }

    /** Stops at once; what is not committed yet never is. */
    @Override
    public void close() {
        lose(new InterruptedException("closed"));
        writer.interrupt();
    }

    private void run() {
        List<Entry> entries = new ArrayList<>();
        try {
            while (lost == null) {
                entries.clear();
                entries.add(queue.take());
                TimeUnit.NANOSECONDS.sleep(gather.toNanos());
                queue.drainTo(entries, LARGEST_GROUP - 1);
                write(entries);
            }
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            lose(e);
        } finally {
            entries.forEach(this::fail);
            var _ = Thread.interrupted(); // closing would refuse an interrupted thread
            producer.close(Duration.ZERO);
        }
    }

    private void write(List<Entry> entries) throws ExecutionException, InterruptedException {
        List<@Nullable Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        producer.beginTransaction();
        for (Entry entry : entries) {
            LedgerMessage message = entry.message();
            sent.add(message == null ? null : producer.send(record(entry.lane(), message)));
            if (entry.position() >= 0) {
                positions.put(
                        entry.lane().commands(),
                        new OffsetAndMetadata(entry.position(), entry.lane().owner()));
            }
        }
        if (!positions.isEmpty()) {
            producer.sendOffsetsToTransaction(positions, group);
        }
        producer.commitTransaction();
        show(entries, sent);
        entries.forEach(entry -> entry.done().complete(true));
    }

    private static ProducerRecord<String, SpecificRecord> record(LaneLedger lane, LedgerMessage message) {
        return new ProducerRecord<>(lane.topic(), 0, message.key().toString(), LedgerCodec.toAvro(message));
    }

    private static void show(List<Entry> entries, List<@Nullable Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException {
        Map<LaneLedger, List<LedgerEntry>> byLane = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Future<RecordMetadata> future = sent.get(i);
            LedgerMessage message = entries.get(i).message();
            if (future != null && message != null) {
                byLane.computeIfAbsent(entries.get(i).lane(), _ -> new ArrayList<>())
                        .add(new LedgerEntry(future.get().offset(), message));
            }
        }
        byLane.forEach(LaneLedger::show);
    }

    private void lose(Exception cause) {
        if (lost == null) {
            lost = new LedgerLost("the ledger of " + name + " cannot be written any more", cause);
            if (!(cause instanceof InterruptedException)) {
                log.atWarn()
                        .addKeyValue("ledger", name)
                        .addKeyValue("error", cause.getClass().getSimpleName())
                        .log("ledger lost; its lanes stop");
            }
        }
        List<Entry> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        waiting.forEach(this::fail);
    }

    private void fail(Entry entry) {
        LedgerLost failure = lost;
        if (failure != null) {
            entry.done().completeExceptionally(failure);
        }
    }
}
