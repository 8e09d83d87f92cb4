package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes things and a bounded number of batches of them on their way to another thread, in their order. Its
 * failure reaches the taker after what was made before. Closing stops the maker and waits for it.
 */
final class Belt<T> implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int BATCHES = 32;

    private final BlockingQueue<Batch<T>> ready = new ArrayBlockingQueue<>(BATCHES);
    private final Thread maker;
    private List<T> next = new ArrayList<>(BATCH);
    private volatile boolean stopped;

    /** Looks at what was made, one by one. */
    @FunctionalInterface
    interface Visitor<T> {
        /** Whether to go on. */
        boolean visit(T made);
    }

    /** Some in a row; the last batch may say why there are no more. */
    private record Batch<T>(
            List<T> made, boolean last, @Nullable RuntimeException failure) {}

    /**
     * @param work puts what it makes on the belt it is given
     */
    Belt(String name, Consumer<Belt<T>> work) {
        maker = Thread.ofPlatform().daemon().name(name).start(() -> make(work));
    }

    private void make(Consumer<Belt<T>> work) {
        RuntimeException failure = null;
        try {
            work.accept(this);
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("making ahead ended", e);
        }
        hand(new Batch<>(next, true, failure));
    }

    /** Puts one on; for the maker alone. Whether more is wanted. */
    boolean put(T made) {
        next.add(made);
        if (next.size() >= BATCH) {
            hand(new Batch<>(next, false, null));
            next = new ArrayList<>(BATCH);
        }
        return !stopped;
    }

    /**
     * Takes everything until the visitor has enough.
     *
     * @throws InterruptException when the thread was interrupted
     */
    void each(Visitor<T> visitor) {
        try {
            boolean more = true;
            while (more) {
                Batch<T> batch = ready.take();
                more = visited(batch, visitor) && !batch.last();
                if (batch.failure() != null) {
                    throw batch.failure();
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> boolean visited(Batch<T> batch, Visitor<T> visitor) {
        for (T made : batch.made()) {
            if (!visitor.visit(made)) {
                return false;
            }
        }
        return true;
    }

    private void hand(Batch<T> batch) {
        try {
            while (!stopped && !ready.offer(batch, 50, TimeUnit.MILLISECONDS)) {
                // the other thread is busy
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What the maker uses is its own until it has ended. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (maker.isAlive()) {
            try {
                maker.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
