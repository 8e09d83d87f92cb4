package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * The loader's work on one migration. One virtual thread takes commands in the order of their topic, stops at closed
 * gates, answers at once what needs no call, and hands the rest to virtual threads, as many as the account bears. Offsets
 * are finished with their outcomes. Its parts are made by {@link LaneParts}.
 */
final class Lane {

    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration RENEWAL = Duration.ofHours(24);
    /** A lane reads no further ahead of its first unfinished command than this. */
    private static final int LONGEST_SPAN = 20_000;
    /** Objects looked at together before each of them is deleted. */
    private static final int MOST_LOOKS = 20;

    private final LaneParts parts;
    private final Clock clock;
    private final KeyOrder order;
    private final Semaphore slots;
    private final ExecutorService workers;
    private final Batch batch = new Batch();
    private final LaneFigures figures = new LaneFigures();
    private final Thread thread;

    private volatile @Nullable Stand stand;
    private volatile boolean atGate;
    private volatile boolean awaitsTurn;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;
    private long nextRenewal;

    /** A lane that runs on the calling thread. */
    Lane(LaneParts parts, Clock clock, ExecutorService workers) {
        this.parts = parts;
        this.clock = clock;
        this.order = parts.order();
        this.slots = parts.slots();
        this.workers = workers;
        this.thread = Thread.currentThread();
        this.nextRenewal = clock.millis() + RENEWAL.toMillis();
    }

    /** Where the lane stands. */
    record Stand(String run, int phase) {}

    /**
     * Works until the lane is closed.
     *
     * @throws LedgerLost when the bucket is lost
     * @throws RuntimeException when the lane cannot go on
     */
    void run() {
        try {
            while (!closing) {
                ConsumerRecord<String, byte[]> next = parts.queue().poll(batch.isEmpty() ? REST : IDLE);
                if (next == null) {
                    rest();
                } else {
                    parts.ledger().delivered(next.offset());
                    handle(next);
                }
            }
        } catch (CallAbandoned e) {
            RuntimeException cause = failure;
            if (cause != null) {
                throw cause;
            }
        }
    }

    private void rest() {
        flush();
        parts.ledger().requireOwned();
        parts.ledger().flush();
        if (clock.millis() >= nextRenewal) {
            nextRenewal = clock.millis() + RENEWAL.toMillis();
            parts.ledger().renew();
        }
        if (order.size() == 0) {
            parts.schema().rest();
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            parts.ledger().finished(record.offset());
            return;
        }
        switch (decode(record)) {
            case ObjectCommand command -> admit(new Delivered(record.offset(), command));
            case CommandMessage.PhaseEnded _ -> {
                flush();
                drive(latecomers());
                parts.ledger().finished(record.offset());
            }
            case CommandMessage.RunBegan began -> {
                parts.gates().requested(began.run(), began.scope());
                parts.ledger().finished(record.offset());
            }
            case CommandMessage.PhaseBegan _,
                    CommandMessage.RunEnded _,
                    CommandMessage.RecordExcluded _,
                    CommandMessage.MappingText _ -> parts.ledger().finished(record.offset());
        }
    }

    private CommandMessage decode(ConsumerRecord<String, byte[]> record) {
        try {
            return CommandCodec.fromAvro(parts.decoder().deserialize(record.topic(), record.value()));
        } catch (RuntimeException e) {
            throw new LaneBroken("the message at " + record.topic() + "@" + record.offset() + " cannot be read", e);
        }
    }

    private void admit(Delivered delivered) {
        ObjectCommand command = delivered.command();
        enter(new Stand(command.run(), command.phase()));
        if (parts.gates().abandoned(command.run())) {
            parts.ledger().finished(delivered.offset());
            return;
        }
        if (answeredWithoutCall(delivered)) {
            return;
        }
        parts.schema().ensureWritable();
        gather(delivered, together(delivered));
    }

    private void enter(Stand next) {
        Stand before = stand;
        if (!next.equals(before)) {
            flush();
            if (before != null && parts.work().vocabularyTouched()) {
                parts.schema().outdated();
            }
        }
        stand = next;
        if (!parts.gates().isOpen(next.run(), next.phase())) {
            flush();
            parts.ledger().flush();
            atGate = true;
            parts.gates().pass(next.run(), next.phase());
            atGate = false;
        }
        takeTurn();
        parts.schema().enter(next.run(), parts.gates().scope(next.run()));
        while (parts.ledger().span() > LONGEST_SPAN) {
            flush();
            drive(parts.latecomers().take());
            Sleeper.REAL.pause(IDLE);
        }
    }

    /** Nothing is written while another migration works on the same account. */
    private void takeTurn() {
        if (!parts.turn().ours()) {
            flush();
            parts.ledger().flush();
            awaitsTurn = true;
            parts.turn().take();
            awaitsTurn = false;
        }
    }

    /** Children whose parents had not come, once nothing of the phase is under way any more. */
    private List<Delivered> latecomers() {
        while (order.size() > 0) {
            Sleeper.REAL.pause(IDLE);
        }
        return parts.latecomers().take();
    }

    /** Gives latecomers their last chance. */
    private void drive(List<Delivered> late) {
        late.forEach(child -> start(List.of(child), true));
    }

    /** What is answered already, or stands as the command says, goes past without a slot or a thread. */
    private boolean answeredWithoutCall(Delivered delivered) {
        if (order.pending(delivered.key()) || batch.touches(delivered)) {
            return false;
        }
        ObjectState state = parts.view().state(delivered.key());
        if (state.answers(delivered.offset(), delivered.command())) {
            parts.ledger().finished(delivered.offset());
            return true;
        }
        boolean stands = delivered.command().action() == Action.UPSERT
                && state.confirms(delivered.command().payloadHash());
        Optional<Result> answer = stands
                ? Optional.of(Result.untouched(Status.UNCHANGED, Operation.UPDATE, state, null))
                : parts.redrive().leaves(parts.gates().scope(delivered.command().run()), delivered.command(), state);
        answer.ifPresent(result -> post(new Work(delivered, parts.hold()), result, () -> {}));
        return answer.isPresent();
    }

    /** How many such commands one call can carry. */
    private int together(Delivered delivered) {
        CrmCapabilities can = parts.client().capabilities();
        String objectType = delivered.key().objectType();
        return switch (delivered.command().action()) {
            case VERIFY -> can.readBackSize(objectType);
            case UPSERT ->
                can.strategy(objectType) == Strategy.JOURNAL || !isNew(delivered.key()) ? 1 : can.bulkSize(objectType);
            case DELETE -> Math.min(MOST_LOOKS, can.readBackSize(objectType));
            case RESTORE -> 1;
        };
    }

    private boolean isNew(ObjectKey key) {
        ObjectState state = parts.view().state(key);
        return state.crmId() == null && state.open() == null;
    }

    /** What goes alone does not tear apart what is being gathered, unless the two belong together. */
    private void gather(Delivered delivered, int together) {
        if (!batch.takes(delivered)) {
            flush();
        }
        if (together == 1 && !batch.touches(delivered)) {
            start(List.of(delivered), false);
            return;
        }
        batch.add(delivered);
        if (batch.size() >= together) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            start(batch.take(), false);
        }
    }

    private void start(List<Delivered> together, boolean lastChance) {
        List<KeyOrder.Place> places =
                together.stream().map(delivered -> order.enter(delivered.key())).toList();
        acquireSlot();
        workers.execute(() -> work(together, places, lastChance));
    }

    private void acquireSlot() {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    private void work(List<Delivered> together, List<KeyOrder.Place> places, boolean lastChance) {
        try {
            places.forEach(KeyOrder::awaitTurn);
            List<Work> works = together.stream()
                    .map(delivered -> new Work(delivered, parts.hold()))
                    .toList();
            List<Result> results = parts.work().carryOut(works);
            for (int i = 0; i < works.size(); i++) {
                KeyOrder.Place place = places.get(i);
                if (!lastChance && parts.latecomers().keeps(together.get(i), results.get(i))) {
                    order.leave(place);
                } else {
                    post(works.get(i), results.get(i), () -> order.leave(place));
                }
            }
        } catch (CallAbandoned e) {
            return; // nothing is written about what was given up
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            slots.release();
        }
    }

    private void post(Work work, Result result, Runnable applied) {
        figures.add(work.calls().count(), work.calls().cost());
        parts.ledger().post(result.outcome(work, clock.instant()), applied);
        if (result.status() == Status.FAILED) {
            parts.schema().refused();
        }
    }

    private void fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
        }
        thread.interrupt();
    }

    /** Stops taking commands, lets calls under way end for a while, gives up the rest. */
    void drain() {
        closing = true;
        thread.interrupt();
        workers.shutdown();
        try {
            if (workers.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    /** Stops at once and gives up what is under way. */
    void stop() {
        closing = true;
        thread.interrupt();
        workers.shutdownNow();
    }

    /** After {@link #run} has returned: nothing of this lane goes on. */
    void end() {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            var _ = workers.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            parts.ledger().awaitPosted(DRAIN);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    LaneParts parts() {
        return parts;
    }

    LaneFigures figures() {
        return figures;
    }

    @Nullable
    Stand stand() {
        return stand;
    }

    boolean atGate() {
        return atGate;
    }

    boolean awaitsTurn() {
        return awaitsTurn;
    }

    int underWay() {
        return order.size();
    }
}
