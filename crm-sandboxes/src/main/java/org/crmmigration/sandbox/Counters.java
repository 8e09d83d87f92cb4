package org.crmmigration.sandbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the sandbox has been asked since it started or was reset. Thread-safe. */
public final class Counters {

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final LongAdder writes = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder cost = new LongAdder();

    /**
     * The counts at one moment.
     *
     * @param requests by method and path template
     * @param statuses by HTTP status as the client saw it, 0 for a closed connection
     * @param writes calls that changed something, whatever the client was told
     * @param throttled calls refused by a limit
     * @param cost what all calls used of the vendor's currency
     */
    public record Reading(
            Map<String, Long> requests, Map<Integer, Long> statuses, long writes, long throttled, long cost) {

        /** How often a route was asked. */
        public long of(String route) {
            return requests.getOrDefault(route, 0L);
        }

        public long total() {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    void count(String route, int status) {
        requests.computeIfAbsent(route, r -> new LongAdder()).increment();
        statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
    }

    void count(String method, Vendor.Served served) {
        cost.add(served.cost());
        if (served.throttled()) {
            throttled.increment();
        }
        if (!method.equals("GET") && served.reply().succeeded()) {
            writes.increment();
        }
    }

    public Reading read() {
        Map<String, Long> byRoute = new TreeMap<>();
        requests.forEach((route, n) -> byRoute.put(route, n.sum()));
        Map<Integer, Long> byStatus = new TreeMap<>();
        statuses.forEach((status, n) -> byStatus.put(status, n.sum()));
        return new Reading(byRoute, byStatus, writes.sum(), throttled.sum(), cost.sum());
    }

    public void reset() {
        requests.clear();
        statuses.clear();
        writes.reset();
        throttled.reset();
        cost.reset();
    }
}
