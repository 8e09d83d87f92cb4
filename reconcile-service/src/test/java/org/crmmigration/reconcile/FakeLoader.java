package org.crmmigration.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlCodec;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/** Plays the loader of one migration: answers commands whose gate is open, in their order, and notes the order of phases. */
final class FakeLoader implements AutoCloseable {

    private final String migration;
    private final Topics topics;
    private final Consumer<String, SpecificRecord> consumer;
    private final Producer<String, SpecificRecord> producer;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Deque<Delivered> waiting = new ArrayDeque<>();
    private final List<Integer> phases = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final AtomicLong answered = new AtomicLong();
    private volatile long limit = Long.MAX_VALUE;
    private volatile boolean closed;

    private record Delivered(long offset, ObjectCommand command) {}

    FakeLoader(Clients clients, String migration) {
        this.migration = migration;
        this.topics = Topics.of(migration);
        this.consumer = clients.consumer("fake-loader-" + migration, "fake-loader", Map.of());
        this.producer = clients.producer("fake-loader");
        TopicPartition commands = new TopicPartition(topics.commands(), 0);
        TopicPartition control = new TopicPartition(Buckets.TOPIC, Buckets.of(migration));
        consumer.assign(List.of(commands, control));
        consumer.seekToBeginning(List.of(commands, control));
        thread = Thread.ofVirtual().start(this::run);
    }

    /** Answers no more than so many commands. */
    void stopAfter(long commands) {
        limit = commands;
    }

    void goOn() {
        limit = Long.MAX_VALUE;
    }

    long answered() {
        return answered.get();
    }

    /** The phase of every answer, in order. */
    List<Integer> phases() {
        return phases;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        consumer.close();
        producer.close();
    }

    private void run() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(20)).forEach(this::hear);
            Delivered next = waiting.peek();
            while (next != null
                    && answered.get() < limit
                    && open.contains(gate(next.command().run(), next.command().phase()))) {
                answer(next);
                waiting.remove();
                next = waiting.peek();
            }
        }
    }

    private void hear(ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() == null) {
            return;
        }
        if (record.topic().equals(Buckets.TOPIC)) {
            if (ControlCodec.fromAvro(record.value()) instanceof PhaseApproved m
                    && m.migration().equals(migration)) {
                open.add(gate(m.run(), m.phase()));
            }
        } else if (CommandCodec.fromAvro(record.value()) instanceof ObjectCommand command) {
            waiting.add(new Delivered(record.offset(), command));
        }
    }

    private void answer(Delivered delivered) {
        ObjectCommand command = delivered.command();
        boolean verify = command.action() == Action.VERIFY;
        boolean refused = command.key().sourceKey().endsWith("7") && !verify;
        Outcome outcome = new Outcome(
                command.run(),
                command.phase(),
                command.key(),
                verify ? Status.VERIFIED : refused ? Status.FAILED : Status.CREATED,
                verify ? Operation.VERIFY : Operation.CREATE,
                command.payloadHash(),
                refused ? null : "crm-" + command.key().sourceKey(),
                refused ? null : command.payloadHash(),
                null,
                null,
                refused ? Cause.of("validation", "refused") : null,
                verify ? Map.of("fieldsChecked", "4", "fieldsEqual", "3", "fieldsExplained", "1") : Map.of(),
                1,
                5,
                delivered.offset(),
                Instant.ofEpochMilli(1_800_000_000_000L + answered.get()));
        try {
            producer.send(new ProducerRecord<>(
                            topics.ledger(), 0, command.key().toString(), LedgerCodec.toAvro(outcome)))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        phases.add(command.phase());
        answered.incrementAndGet();
    }

    private static String gate(String run, int phase) {
        return run + "/" + phase;
    }
}
