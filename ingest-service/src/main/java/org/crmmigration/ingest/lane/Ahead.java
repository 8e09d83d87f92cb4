package org.crmmigration.ingest.lane;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;

/**
 * Things that a thread of its own makes while those before them are dealt with; a few hundred wait at most. What the
 * source has changed by the time it ends is seen behind the end. For one thread.
 */
public final class Ahead<T> implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int BATCHES = 8;

    private final Supplier<Optional<T>> source;
    private final BlockingQueue<Batch<T>> made = new ArrayBlockingQueue<>(BATCHES);
    private final Thread maker;
    private Iterator<T> taken = Collections.emptyIterator();
    private @Nullable Throwable failure;
    private boolean ended;

    /**
     * Begins to make things.
     *
     * @param source makes the next one, or nothing at the end; called by the other thread alone
     */
    public Ahead(String name, Supplier<Optional<T>> source) {
        this.source = source;
        this.maker = Thread.ofPlatform().daemon().name(name).start(this::make);
    }

    /** Some things, and behind the last ones of all what the source threw, if it did. */
    private record Batch<T>(
            List<T> things, boolean last, @Nullable Throwable failure) {}

    /** The next thing, or nothing at the end. Throws what the source threw, once, behind what it made before. */
    public Optional<T> next() {
        while (!taken.hasNext() && !ended) {
            take();
        }
        if (!taken.hasNext()) {
            fail();
            return Optional.empty();
        }
        return Optional.of(taken.next());
    }

    private void take() {
        try {
            Batch<T> batch = made.take();
            taken = batch.things().iterator();
            ended = batch.last();
            failure = batch.failure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException("the service is stopping", e);
        }
    }

    private void fail() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable failed -> throw new IllegalStateException(failed);
        }
    }

    /** Makes no more, and returns when the source is left alone. */
    @Override
    public void close() {
        ended = true;
        maker.interrupt();
        made.clear();
        try {
            maker.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() {
        List<T> things = new ArrayList<>(BATCH);
        try {
            Throwable thrown = null;
            try {
                for (Optional<T> next = source.get(); next.isPresent(); next = source.get()) {
                    things.add(next.get());
                    if (things.size() == BATCH) {
                        made.put(new Batch<>(things, false, null));
                        things = new ArrayList<>(BATCH);
                    }
                }
            } catch (RuntimeException | Error failed) {
                thrown = failed;
            }
            made.put(new Batch<>(things, true, thrown));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody takes any more
        }
    }
}
