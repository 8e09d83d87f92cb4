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
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows that are to be created at the same time into bulk calls. Nothing waits for company: while fewer calls run
 * than may, a row goes at once; the others gather meanwhile, and whichever call ends makes room for the next load. Every
 * call runs on the thread of one of its rows. Rows of one parent are never in two calls at once, for those would deadlock.
 */
final class RowGatherer {

    private final RowWriter writer;
    private final IntSupplier calls;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Entry>> waiting = new HashMap<>();
    private final Deque<String> order = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private int running;

    /**
     * @param calls how many calls may run at once
     */
    RowGatherer(RowWriter writer, IntSupplier calls) {
        this.writer = writer;
        this.calls = calls;
    }

    private static final class Entry {
        private final Row row;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();

        Entry(Row row) {
            this.row = row;
        }
    }

    /** What a waiting row is told. */
    private sealed interface Turn {
        /** Its result. */
        record Done(RowResult result) implements Turn {}

        /** That its thread is to make the call for all of these. */
        record Lead(List<Entry> load) implements Turn {}
    }

    /** Creates a row, alone or in company. */
    RowResult create(Row row) {
        Entry entry = new Entry(row);
        enqueue(entry);
        startLoads();
        try {
            return switch (entry.turn.get()) {
                case Turn.Done(var result) -> result;
                case Turn.Lead(var load) -> lead(entry, load);
            };
        } catch (InterruptedException e) {
            withdraw(entry);
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw new IllegalStateException("turns never fail", e);
        }
    }

    private void enqueue(Entry entry) {
        lock.lock();
        try {
            waiting.computeIfAbsent(entry.row.type().word(), this::queue).add(entry);
        } finally {
            lock.unlock();
        }
    }

    private Deque<Entry> queue(String word) {
        order.add(word);
        return new ArrayDeque<>();
    }

    private RowResult lead(Entry own, List<Entry> load) {
        List<RowResult> results = List.of();
        try {
            results = writer.create(load.stream().map(entry -> entry.row).toList());
        } finally {
            tell(own, load, results);
            ended(load);
        }
        return results.get(load.indexOf(own));
    }

    /** Results are missing when the call was given up; nobody knows then what became of the rows. */
    private static void tell(Entry own, List<Entry> load, List<RowResult> results) {
        for (int i = 0; i < load.size(); i++) {
            if (load.get(i) != own) {
                load.get(i).turn.complete(new Turn.Done(i < results.size() ? results.get(i) : abandoned()));
            }
        }
    }

    private static RowResult abandoned() {
        return new RowResult.Failed(
                new CrmFault.OutcomeUnknown(Detail.of("abandoned", "the bulk call was given up"), null));
    }

    private void ended(List<Entry> load) {
        lock.lock();
        try {
            running--;
            load.forEach(entry -> free(entry.row));
        } finally {
            lock.unlock();
        }
        startLoads();
    }

    private void startLoads() {
        for (List<Entry> load = next(); !load.isEmpty(); load = next()) {
            load.getFirst().turn.complete(new Turn.Lead(load));
        }
    }

    private List<Entry> next() {
        lock.lock();
        try {
            if (running >= Math.max(1, calls.getAsInt())) {
                return List.of();
            }
            for (int i = 0; i < order.size(); i++) {
                String word = order.removeFirst();
                order.addLast(word);
                List<Entry> load = take(waiting.getOrDefault(word, new ArrayDeque<>()));
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

    private List<Entry> take(Deque<Entry> queue) {
        if (queue.isEmpty()) {
            return List.of();
        }
        int most = writer.rowsPerCall(queue.getFirst().row.type());
        List<Entry> load = new ArrayList<>();
        Set<String> parents = new HashSet<>();
        Iterator<Entry> entries = queue.iterator();
        while (entries.hasNext() && load.size() < most) {
            Entry entry = entries.next();
            String parent = entry.row.parent();
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

    private void free(Row row) {
        @Nullable String parent = row.parent();
        if (parent != null) {
            busy.remove(parent);
        }
    }

    /** An interrupted row leaves; if it was to lead, the others of its load go back to the head of the queue. */
    private void withdraw(Entry entry) {
        lock.lock();
        try {
            Deque<Entry> queue = waiting.getOrDefault(entry.row.type().word(), new ArrayDeque<>());
            if (queue.remove(entry)) {
                return;
            }
            if (entry.turn.getNow(null) instanceof Turn.Lead(var load)) {
                running--;
                load.forEach(other -> free(other.row));
                load.reversed().stream().filter(other -> other != entry).forEach(queue::addFirst);
            }
        } finally {
            lock.unlock();
        }
        startLoads();
    }
}
