package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.jspecify.annotations.Nullable;

/**
 * The loader's work on one migration. One virtual thread takes commands in the order of their topic, stops at closed
 * gates and while another migration has the account, and hands them to {@link Dispatch}. Offsets are finished with their
 * outcomes. Its parts are made by {@link LaneAssembly}.
 */
final class Lane {

    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration RENEWAL = Duration.ofHours(24);
    /** A lane reads no further ahead of its first unfinished command than this. */
    private static final int LONGEST_SPAN = 20_000;

    private final LaneParts parts;
    private final Clock clock;
    private final ExecutorService workers;
    private final Dispatch dispatch;
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
        this.workers = workers;
        this.dispatch = new Dispatch(parts, clock, workers, this::fail);
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
                ConsumerRecord<String, byte[]> next = parts.queue().poll(dispatch.gathering() ? IDLE : REST);
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
        dispatch.flush();
        parts.ledger().requireOwned();
        parts.ledger().flush();
        if (clock.millis() >= nextRenewal) {
            nextRenewal = clock.millis() + RENEWAL.toMillis();
            parts.ledger().renew();
        }
        if (dispatch.underWay() == 0) {
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
                dispatch.flush();
                dispatch.drive(latecomers());
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
        if (!dispatch.answeredWithoutCall(delivered)) {
            parts.schema().ensureWritable();
            dispatch.gather(delivered);
        }
    }

    private void enter(Stand next) {
        Stand before = stand;
        if (!next.equals(before)) {
            dispatch.flush();
            if (before != null && parts.work().vocabularyTouched()) {
                parts.schema().outdated();
            }
        }
        stand = next;
        if (!parts.gates().isOpen(next.run(), next.phase())) {
            dispatch.flush();
            parts.ledger().flush();
            atGate = true;
            parts.gates().pass(next.run(), next.phase());
            atGate = false;
        }
        takeTurn();
        parts.schema().enter(next.run(), parts.gates().scope(next.run()));
        while (parts.ledger().span() > LONGEST_SPAN) {
            dispatch.flush();
            dispatch.drive(parts.latecomers().take());
            Sleeper.REAL.pause(IDLE);
        }
    }

    /** Nothing is written while another migration works on the same account. */
    private void takeTurn() {
        if (!parts.turn().ours()) {
            dispatch.flush();
            parts.ledger().flush();
            awaitsTurn = true;
            parts.turn().take();
            awaitsTurn = false;
        }
    }

    /** Children whose parents had not come, once nothing of the phase is under way any more. */
    private List<Delivered> latecomers() {
        while (dispatch.underWay() > 0) {
            Sleeper.REAL.pause(IDLE);
        }
        return parts.latecomers().take();
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
        return dispatch.figures();
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
        return dispatch.underWay();
    }
}
