package org.crmmigration.loader.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.jspecify.annotations.Nullable;

/**
 * One lane's way into its bucket's ledger. Outcomes enter in the order in which their offsets are finished, so that a
 * committed position never passes an outcome that is not committed.
 */
public final class LaneLedger implements Ledger {

    private static final int MOST_PENDING = 4_000;

    private final BucketLedger bucket;
    private final Topics topics;
    private final LaneView view;
    private final String owner;
    private final FinishedOffsets offsets;
    private final Semaphore pending = new Semaphore(MOST_PENDING);
    private long committed;

    /**
     * @param position where the lane starts to read its commands
     * @param owner who we are; kept beside the committed position
     */
    public LaneLedger(BucketLedger bucket, Topics topics, LaneView view, long position, String owner) {
        this.bucket = bucket;
        this.topics = topics;
        this.view = view;
        this.owner = owner;
        this.offsets = new FinishedOffsets(position);
        this.committed = position;
    }

    /**
     * Whether it can still be written.
     *
     * @throws LedgerLost when it cannot
     */
    public void requireOwned() {
        bucket.requireOwned();
    }

    @Override
    public void commit(List<LedgerMessage.Intent> intents) {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (LedgerMessage.Intent intent : intents) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            all.add(done);
            bucket.add(new BucketLedger.Entry(this, intent, -1, done));
        }
        all.forEach(LaneLedger::await);
    }

    @Override
    public void prove() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        synchronized (this) {
            bucket.add(new BucketLedger.Entry(this, null, offsets.position(), done));
        }
        await(done);
    }

    @Override
    public void post(LedgerMessage.Outcome outcome, Runnable applied) {
        bucket.requireOwned();
        try {
            pending.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        var _ = done.whenComplete((_, failure) -> {
            pending.release();
            if (failure == null) {
                applied.run();
            }
        });
        finish(outcome.commandOffset(), outcome, done);
    }

    /** Hands over what the account looks like; does not wait for the commit. */
    public void describe(DestinationSchema schema) {
        schema.parts().forEach(part -> bucket.add(new BucketLedger.Entry(this, part, -1, new CompletableFuture<>())));
    }

    /** Notes that a message was delivered; in the order of the topic. */
    public synchronized void delivered(long offset) {
        offsets.deliver(offset);
    }

    /** Finishes a message that needs no outcome; its position is committed with a later one, or by {@link #flush}. */
    public synchronized void finished(long offset) {
        offsets.finish(offset);
    }

    /** Commits the position, unless it is committed already. */
    public synchronized void flush() {
        if (offsets.position() > committed) {
            committed = offsets.position();
            bucket.add(new BucketLedger.Entry(this, null, committed, new CompletableFuture<>()));
        }
    }

    /** Commits the position again, so that it does not expire while the lane rests. */
    public synchronized void renew() {
        bucket.add(new BucketLedger.Entry(this, null, offsets.position(), new CompletableFuture<>()));
    }

    /** Waits until everything posted is committed, or the time is over. */
    public void awaitPosted(Duration patience) throws InterruptedException {
        if (pending.tryAcquire(MOST_PENDING, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            pending.release(MOST_PENDING);
        }
    }

    /** Messages delivered from the first unfinished one. */
    public synchronized int span() {
        return offsets.span();
    }

    TopicPartition commands() {
        return new TopicPartition(topics.commands(), 0);
    }

    String owner() {
        return owner;
    }

    String topic() {
        return topics.ledger();
    }

    void show(List<LedgerEntry> entries) {
        view.apply(entries);
    }

    private synchronized void finish(long offset, @Nullable LedgerMessage message, CompletableFuture<Boolean> done) {
        offsets.finish(offset);
        committed = offsets.position();
        bucket.add(new BucketLedger.Entry(this, message, committed, done));
    }

    private static void await(CompletableFuture<Boolean> done) {
        try {
            var _ = done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerLost lost ? lost : new CompletionException(e.getCause());
        }
    }
}
