package org.crmmigration.ingest.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Steps that a thread of its own takes one after the other, in the order in which they were added; after one that failed
 * no other is taken. For one thread, which hears of the failure when it adds more or waits.
 */
public final class Aside implements AutoCloseable {

    private static final int BATCH = 64;
    private static final int BATCHES = 12;
    private static final Duration LAST_STEP = Duration.ofMinutes(1);

    private final ExecutorService thread;
    private final Queue<Future<?>> running = new ArrayDeque<>();
    private List<Runnable> batch = new ArrayList<>(BATCH);

    /** Only that thread looks at it. */
    private boolean failed;

    /** Steps of a thread with a name. */
    public Aside(String name) {
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Adds the next step; when many wait, first waits for the oldest. */
    public void add(Runnable step) {
        batch.add(step);
        if (batch.size() == BATCH) {
            send();
        }
    }

    /** Returns when every step added was taken. */
    public void finish() {
        send();
        while (!running.isEmpty()) {
            Turns.result(running.remove());
        }
    }

    /** Takes no more steps, and returns when none is being taken. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            var _ = thread.awaitTermination(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        while (running.size() >= BATCHES) {
            Turns.result(running.remove());
        }
        List<Runnable> steps = batch;
        running.add(thread.submit(() -> take(steps)));
        batch = new ArrayList<>(BATCH);
    }

    private void take(List<Runnable> steps) {
        if (failed) {
            return;
        }
        failed = true;
        steps.forEach(Runnable::run);
        failed = false;
    }
}
