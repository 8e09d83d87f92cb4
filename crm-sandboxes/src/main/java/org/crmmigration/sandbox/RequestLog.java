package org.crmmigration.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The last requests, without query, header or body, so that nothing personal is kept. Thread-safe. */
public final class RequestLog {

    private final int capacity;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    /**
     * One request.
     *
     * @param path without the query
     * @param status what was answered, 0 when the connection was closed instead
     * @param fault the simple name of the injected fault, empty when there was none
     */
    public record Entry(Instant at, String route, String path, int status, int cost, String fault) {}

    public RequestLog(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(Entry entry) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** Oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }
}
