package org.crmmigration.ingest.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One kind of work on many things, a bounded number of them at a time. For the one thread that owns the shared state. */
public final class InOrder<T> {

    private static final int BATCH = 64;

    private final Turns turns;
    private final Consumer<T> work;
    private final int window;
    private final Queue<Future<List<Runnable>>> running = new ArrayDeque<>();
    private List<T> batch = new ArrayList<>(BATCH);

    InOrder(Turns turns, Consumer<T> work, int window) {
        this.turns = turns;
        this.work = work;
        this.window = window;
    }

    /** Adds the next thing; when enough is at work, first waits for the oldest and makes its changes. */
    public void add(T thing) {
        if (window == 0) {
            work.accept(thing);
            return;
        }
        batch.add(thing);
        if (batch.size() == BATCH) {
            send();
        }
    }

    /** Returns when everything added is done and its changes are made. */
    public void finish() {
        send();
        while (!running.isEmpty()) {
            turn();
        }
    }

    private void send() {
        if (batch.isEmpty()) {
            return;
        }
        while (running.size() >= window) {
            turn();
        }
        running.add(turns.submit(batch, work));
        batch = new ArrayList<>(BATCH);
    }

    private void turn() {
        Turns.result(running.remove()).forEach(Runnable::run);
    }
}
