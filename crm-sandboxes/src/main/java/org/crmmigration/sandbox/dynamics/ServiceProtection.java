package org.crmmigration.sandbox.dynamics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/**
 * The three service protection limits: requests, execution time and concurrency, counted for each user on each web
 * server in a sliding window. A client that comes again before its {@code Retry-After} is over waits longer. Source:
 * "Service protection API limits", Dataverse developer guide. Thread-safe.
 */
final class ServiceProtection {

    private final Clock clock;
    private final Map<String, Counter> counters = new HashMap<>();
    private LimitSettings limits;

    ServiceProtection(LimitSettings limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private static final class Counter {
        private final ArrayDeque<Spent> window = new ArrayDeque<>();
        private Duration time = Duration.ZERO;
        private int running;
        private Instant blockedUntil = Instant.MIN;
        private boolean byRequests;
    }

    private record Spent(Instant at, Duration time) {}

    /** What is left on the server that answered. */
    record Left(int requests, Duration time) {}

    synchronized void set(LimitSettings changed) {
        limits = changed;
        counters.clear();
    }

    synchronized LimitSettings limits() {
        return limits;
    }

    /** Lets a request in, or refuses it with 429. What is let in must be reported as finished. */
    synchronized void begin(String user, int server) {
        Counter counter = counters.computeIfAbsent(user + "@" + server, c -> new Counter());
        slide(counter);
        if (limits.enforced()) {
            Instant now = clock.instant();
            if (counter.blockedUntil.isAfter(now)) {
                counter.blockedUntil = counter.blockedUntil.plus(limits.penaltyStep());
                throw windowFull(counter, Duration.between(now, counter.blockedUntil));
            }
            if (counter.running >= limits.concurrent()) {
                throw tooMany(
                        ErrorCode.CONCURRENCY_LIMIT,
                        "Number of concurrent requests exceeded the limit of " + limits.concurrent() + ".",
                        Duration.ofSeconds(1));
            }
            if (counter.window.size() >= limits.requests() || counter.time.compareTo(limits.executionTime()) >= 0) {
                Duration wait = untilRoom(counter);
                counter.byRequests = counter.window.size() >= limits.requests();
                counter.blockedUntil = now.plus(wait);
                throw windowFull(counter, wait);
            }
        }
        counter.running++;
    }

    /** Counts a finished request. */
    synchronized Left end(String user, int server, Duration time) {
        Counter counter = counters.computeIfAbsent(user + "@" + server, c -> new Counter());
        counter.running = Math.max(0, counter.running - 1);
        counter.window.addLast(new Spent(clock.instant(), time));
        counter.time = counter.time.plus(time);
        Duration left = limits.executionTime().minus(counter.time);
        return new Left(
                Math.max(0, limits.requests() - counter.window.size()), left.isNegative() ? Duration.ZERO : left);
    }

    private void slide(Counter counter) {
        Instant from = clock.instant().minus(limits.window());
        for (Spent oldest = counter.window.peekFirst();
                oldest != null && !oldest.at().isAfter(from);
                oldest = counter.window.peekFirst()) {
            counter.window.removeFirst();
            counter.time = counter.time.minus(oldest.time());
        }
    }

    /** Until enough old requests have left the window for both limits. */
    private Duration untilRoom(Counter counter) {
        int requests = counter.window.size();
        Duration time = counter.time;
        for (Spent spent : counter.window) {
            requests--;
            time = time.minus(spent.time());
            if (requests < limits.requests() && time.compareTo(limits.executionTime()) < 0) {
                return Duration.between(clock.instant(), spent.at().plus(limits.window()));
            }
        }
        return limits.window();
    }

    private Refusal windowFull(Counter counter, Duration wait) {
        return counter.byRequests
                ? tooMany(
                        ErrorCode.REQUEST_LIMIT,
                        "Number of requests exceeded the limit of " + limits.requests() + " over time window of "
                                + limits.window().toSeconds() + " seconds.",
                        wait)
                : tooMany(
                        ErrorCode.EXECUTION_TIME_LIMIT,
                        String.format(
                                java.util.Locale.ROOT,
                                "Combined execution time of incoming requests exceeded limit of %,d milliseconds over"
                                        + " time window of %d seconds. Decrease number of concurrent requests or"
                                        + " reduce the duration of requests and try again later.",
                                limits.executionTime().toMillis(),
                                limits.window().toSeconds()),
                        wait);
    }

    static Refusal tooMany(ErrorCode code, String message, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Refusal.of(code, message).with(Map.of("Retry-After", Long.toString(seconds)));
    }
}
