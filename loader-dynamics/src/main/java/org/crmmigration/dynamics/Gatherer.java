package org.crmmigration.dynamics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.crmmigration.loader.http.CallAbandoned;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is to be done at the same time into bulk calls. Nothing waits for company: while fewer calls run than may,
 * one goes at once; the others gather meanwhile, and whichever call ends makes room for the next load. Every call runs on
 * the thread of one of its items. Items of one parent are never in two calls at once, for those would deadlock.
 *
 * @param <T> what is gathered
 * @param <R> what becomes of it
 */
final class Gatherer<T, R> {

    private final Bulk<T, R> bulk;
    private final IntSupplier calls;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Entry<T, R>>> waiting = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private int running;

    /**
     * @param calls how many calls may run at once
     */
    Gatherer(Bulk<T, R> bulk, IntSupplier calls) {
        this.bulk = bulk;
        this.calls = calls;
    }

    /** What is done with a load. */
    interface Bulk<T, R> {

        /** Those of one kind share calls. */
        String kind(T item);

        /** What doing it locks; null when nothing. */
        @Nullable
        String parent(T item);

        /** Most of one call. */
        int most(T item);

        /** Does it; one result for each item, in their order. */
        List<R> handle(List<T> load);

        /** The result when the call was given up: nobody knows then what became of it. */
        R abandoned();
    }

    private static final class Entry<T, R> {
        private final T item;
        private final CompletableFuture<Turn<T, R>> turn = new CompletableFuture<>();

        Entry(T item) {
            this.item = item;
        }
    }

    /** What a waiting item is told. */
    private sealed interface Turn<T, R> {
        /** Its result. */
        record Done<T, R>(R result) implements Turn<T, R> {}

        /** That its thread is to make the call for all of these. */
        record Lead<T, R>(List<Entry<T, R>> load) implements Turn<T, R> {}
    }

    /** Does it, alone or in company. */
    R handle(T item) {
        Entry<T, R> entry = new Entry<>(item);
        enqueue(entry);
        startLoads();
        try {
            return switch (entry.turn.get()) {
                case Turn.Done<T, R>(var result) -> result;
                case Turn.Lead<T, R>(var load) -> lead(entry, load);
            };
        } catch (InterruptedException e) {
            withdraw(entry);
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw new IllegalStateException("turns never fail", e);
        }
    }

    private void enqueue(Entry<T, R> entry) {
        lock.lock();
        try {
            waiting.computeIfAbsent(bulk.kind(entry.item), this::queue).add(entry);
        } finally {
            lock.unlock();
        }
    }

    private Deque<Entry<T, R>> queue(String kind) {
        order.add(kind);
        return new ArrayDeque<>();
    }

    private R lead(Entry<T, R> own, List<Entry<T, R>> load) {
        List<R> results = List.of();
        try {
            results = bulk.handle(load.stream().map(entry -> entry.item).toList());
        } finally {
            tell(own, load, results);
            ended(load);
        }
        return results.get(load.indexOf(own));
    }

    /** Results are missing when the call was given up. */
    private void tell(Entry<T, R> own, List<Entry<T, R>> load, List<R> results) {
        for (int i = 0; i < load.size(); i++) {
            if (load.get(i) != own) {
                load.get(i).turn.complete(new Turn.Done<>(i < results.size() ? results.get(i) : bulk.abandoned()));
            }
        }
    }

    private void ended(List<Entry<T, R>> load) {
        lock.lock();
        try {
            running--;
            load.forEach(entry -> free(entry.item));
        } finally {
            lock.unlock();
        }
        startLoads();
    }

    private void startLoads() {
        for (List<Entry<T, R>> load = next(); !load.isEmpty(); load = next()) {
            load.getFirst().turn.complete(new Turn.Lead<>(load));
        }
    }

    private List<Entry<T, R>> next() {
        lock.lock();
        try {
            if (running >= Math.max(1, calls.getAsInt())) {
                return List.of();
            }
            for (int i = 0; i < order.size(); i++) {
                String word = order.removeFirst();
                order.addLast(word);
                List<Entry<T, R>> load = take(waiting.getOrDefault(word, new ArrayDeque<>()));
                if (!load.isEmpty()) {
                    running++;
                    return load;
                }
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Entry<T, R>> take(Deque<Entry<T, R>> queue) {
        if (queue.isEmpty()) {
            return List.of();
        }
        int most = bulk.most(queue.getFirst().item);
        List<Entry<T, R>> load = new ArrayList<>();
        Set<String> parents = new HashSet<>();
        Iterator<Entry<T, R>> entries = queue.iterator();
        while (entries.hasNext() && load.size() < most) {
            Entry<T, R> entry = entries.next();
            String parent = bulk.parent(entry.item);
            if (parent == null || parents.contains(parent) || !busy.contains(parent)) {
                entries.remove();
                load.add(entry);
                if (parent != null && busy.add(parent)) {
                    parents.add(parent);
                }
            }
        }
        return load;
    }

    private void free(T item) {
        @Nullable String parent = bulk.parent(item);
        if (parent != null) {
            busy.remove(parent);
        }
    }

    /** An interrupted one leaves; if it was to lead, the others of its load go back to the head of the queue. */
    private void withdraw(Entry<T, R> entry) {
        lock.lock();
        try {
            Deque<Entry<T, R>> queue = waiting.getOrDefault(bulk.kind(entry.item), new ArrayDeque<>());
            if (queue.remove(entry)) {
                return;
            }
            if (entry.turn.getNow(null) instanceof Turn.Lead<T, R>(var load)) {
                running--;
                load.forEach(other -> free(other.item));
                load.reversed().stream().filter(other -> other != entry).forEach(queue::addFirst);
            }
        } finally {
            lock.unlock();
        }
        startLoads();
    }
}
