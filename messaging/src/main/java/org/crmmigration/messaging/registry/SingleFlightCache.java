package org.crmmigration.messaging.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers answers for ever and failures for a while. Callers that ask for the same key at the same time share one
 * load, and a key that failed is answered from memory until its back-off has passed, so a thousand lanes meeting an
 * unknown schema make one request, not a thousand.
 */
final class SingleFlightCache<K, V> {
    private static final int MAX_ENTRIES = 10_000;

    private final ConcurrentHashMap<K, Slot<V>> slots = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Duration firstBackoff;
    private final Duration maxBackoff;

    SingleFlightCache(InstantSource clock, Duration firstBackoff, Duration maxBackoff) {
        this.clock = clock;
        this.firstBackoff = firstBackoff;
        this.maxBackoff = maxBackoff;
    }

    V get(K key, Function<K, V> load) {
        Slot<V> seen = slots.get(key);
        if (seen instanceof Ready<V>(V value)) {
            return value;
        }
        if (seen instanceof Failed<V> failed && clock.instant().isBefore(failed.retryAt())) {
            throw failed.error();
        }
        if (seen instanceof Loading<V> loading) {
            return valueOf(loading.result().join());
        }
        int failures = seen instanceof Failed<V> failed ? failed.failures() : 0;
        Loading<V> mine = new Loading<>(new CompletableFuture<>());
        boolean elected = seen == null ? slots.putIfAbsent(key, mine) == null : slots.replace(key, seen, mine);
        return elected ? valueOf(load(key, load, mine, failures)) : get(key, load);
    }

    private Slot<V> load(K key, Function<K, V> load, Loading<V> mine, int failures) {
        Slot<V> result;
        try {
            result = new Ready<>(load.apply(key));
        } catch (RuntimeException e) {
            forgetFailuresWhenFull();
            result = new Failed<>(e, failures + 1, clock.instant().plus(backoff(failures)));
        }
        slots.put(key, result);
        mine.result().complete(result);
        return result;
    }

    private Duration backoff(int failures) {
        Duration doubled = firstBackoff.multipliedBy(1L << Math.min(failures, 20));
        return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
    }

    /** Damaged frames can name any id; they must not fill the memory. */
    private void forgetFailuresWhenFull() {
        if (slots.size() >= MAX_ENTRIES) {
            slots.values().removeIf(slot -> slot instanceof Failed<V>);
        }
    }

    private V valueOf(Slot<V> slot) {
        return switch (slot) {
            case Ready<V>(V value) -> value;
            case Failed<V>(RuntimeException error, int failures, Instant retryAt) -> throw error;
            case Loading<V>(CompletableFuture<Slot<V>> result) -> valueOf(result.join());
        };
    }

    private sealed interface Slot<V> {}

    private record Loading<V>(CompletableFuture<Slot<V>> result) implements Slot<V> {}

    private record Ready<V>(V value) implements Slot<V> {}

    private record Failed<V>(RuntimeException error, int failures, Instant retryAt) implements Slot<V> {}
}
