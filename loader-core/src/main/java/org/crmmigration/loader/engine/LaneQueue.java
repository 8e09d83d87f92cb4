package org.crmmigration.loader.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.loader.http.CallAbandoned;
import org.jspecify.annotations.Nullable;

/**
 * Between the reader, which never waits, and a lane, which may wait for days. Bounded by the reader, who pauses the
 * lane's partition while the queue is full; at most one poll lies above the bound.
 */
final class LaneQueue {

    private final LinkedBlockingQueue<ConsumerRecord<String, byte[]>> records = new LinkedBlockingQueue<>();
    private final Bounds bounds;
    private final Runnable drained;
    private volatile @Nullable RuntimeException broken;

    /**
     * When a partition is paused and resumed.
     *
     * @param full records at which it is paused
     * @param low records at which it is resumed
     */
    record Bounds(int full, int low) {}

    /**
     * @param drained told when the queue falls to the lower bound
     */
    LaneQueue(Bounds bounds, Runnable drained) {
        this.bounds = bounds;
        this.drained = drained;
    }

    void add(List<ConsumerRecord<String, byte[]>> more) {
        records.addAll(more);
    }

    /** The commands cannot be read any further. */
    void fail(RuntimeException cause) {
        broken = cause;
    }

    boolean isFull() {
        return records.size() >= bounds.full();
    }

    boolean isLow() {
        return records.size() <= bounds.low();
    }

    int size() {
        return records.size();
    }

    /** The next record; null when none came in time. */
    @Nullable
    ConsumerRecord<String, byte[]> poll(Duration patience) {
        try {
            ConsumerRecord<String, byte[]> next = records.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            RuntimeException failure = broken;
            if (next == null && failure != null) {
                throw failure;
            }
            if (next != null && records.size() == bounds.low()) {
                drained.run();
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
