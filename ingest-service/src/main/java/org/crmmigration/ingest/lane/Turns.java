package org.crmmigration.ingest.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;

/**
 * Workers whose effects on shared state wait for their turn. A task that a worker runs hands every change of something
 * shared to {@link #later}; the one thread that owns the shared state makes these changes, task by task in the order in
 * which the tasks were added. So the result does not depend on the workers, and what they share needs no locks. Outside
 * of a task {@code later} makes the change at once.
 */
public final class Turns implements AutoCloseable {

    private static final ThreadLocal<@Nullable List<Runnable>> RECORDING = new ThreadLocal<>();

    /** Batches at work or waiting for their turn; were it for the workers to say, what the owner changes between would stand elsewhere. */
    private static final int WINDOW = 12;

    private final ExecutorService workers;

    /** So many workers. */
    public Turns(int workers) {
        this.workers = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().daemon().name("ingest-worker-", 1).factory());
    }

    /** One worker for each processor. */
    public static Turns perProcessor() {
        return new Turns(Runtime.getRuntime().availableProcessors());
    }

    /** Changes something shared when it is the running task's turn. */
    public void later(Runnable effect) {
        List<Runnable> effects = RECORDING.get();
        if (effects == null) {
            effect.run();
        } else {
            effects.add(effect);
        }
    }

    /** Work on things one after the other; to be finished before another thread's changes are looked at. */
    public <T> InOrder<T> inOrder(Consumer<T> work) {
        return new InOrder<>(this, work, WINDOW);
    }

    /** The same where the work itself needs what is shared: it is done when it is added. */
    public <T> InOrder<T> alone(Consumer<T> work) {
        return new InOrder<>(this, work, 0);
    }

    <T> Future<List<Runnable>> submit(List<T> batch, Consumer<T> work) {
        Callable<List<Runnable>> task = () -> {
            List<Runnable> effects = new ArrayList<>(batch.size() * 4);
            RECORDING.set(effects);
            try {
                batch.forEach(work);
            } finally {
                RECORDING.remove();
            }
            return effects;
        };
        return workers.submit(task);
    }

    /** What a task of another thread came to; throws what it threw. */
    static <T> T result(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException("the service is stopping", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
