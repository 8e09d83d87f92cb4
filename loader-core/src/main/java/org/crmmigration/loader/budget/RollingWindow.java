package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.crmmigration.loader.port.AccountLimits;

/**
 * Grants at most so many calls in any span of the window's length. Calls reach the server later than they are granted,
 * and not all equally late, so each occupies its place longer than the window: by what it was late, which its answer
 * tells, and by a margin that grows with every refusal and shrinks without one. A call without an answer occupies its
 * place. Not thread-safe.
 */
final class RollingWindow {

    /** The usual margin is so small a part of the window; at first it is more than twice as long. */
    private static final int USUAL_PART = 83;

    private static final double FIRST = 2.5;
    private static final Duration LONGEST_USUAL = Duration.ofMillis(500);
    private static final Duration SHORT = Duration.ofSeconds(10);
    /** What was granted so long before a crash may not have been remembered. */
    private static final Duration UNREMEMBERED = Duration.ofSeconds(1);

    private static final double NEARLY = 0.8;
    private static final Duration LEAST_MARGIN = Duration.ofMillis(4);
    private static final Duration STEP_UP = Duration.ofMillis(5);
    private static final Duration STEP_DOWN = Duration.ofMillis(1);
    /** At first the margin shrinks by such a part of the usual one after so many calls, or as many as a window takes. */
    private static final int PARTS = 24;

    private static final int CALM_AT_FIRST = 50;
    private static final int CALM = 4_000;

    private final Duration length;
    private final double reserve;
    private final PriorityQueue<Instant> free = new PriorityQueue<>();
    private final Latencies latencies = new Latencies();
    private int out;
    private long taken;
    private int limit;
    private final Duration usual;
    private Duration margin;
    private boolean settling = true;
    private int calm;

    RollingWindow(AccountLimits.Window window, double reserve) {
        this.length = window.length();
        this.reserve = reserve;
        Duration part = length.dividedBy(USUAL_PART);
        this.usual = longer(part, LONGEST_USUAL) ? LONGEST_USUAL : part;
        this.margin = Duration.ofNanos(Math.round(usual.toNanos() * FIRST));
        limit(window.calls());
    }

    /** The earliest time at which one more call may go; {@link Instant#MAX} when an answer has to come first. */
    Instant earliest(Instant now) {
        if (occupied(now) < limit) {
            return now;
        }
        Instant next = free.peek();
        return next == null ? Instant.MAX : next;
    }

    /** Counts a call. */
    void take() {
        out++;
        taken++;
        settling = settling && longer(margin, usual);
        if (++calm >= (settling ? Math.min(CALM_AT_FIRST, limit) : CALM)) {
            calm = 0;
            Duration part = usual.dividedBy(PARTS);
            Duration less = margin.minus(settling && longer(part, STEP_DOWN) ? part : STEP_DOWN);
            margin = longer(less, LEAST_MARGIN) ? less : LEAST_MARGIN;
        }
    }

    /** Calls counted since the start. */
    long taken() {
        return taken;
    }

    /** The call of this grant has its answer, or none will come. */
    void answered(Instant granted, Instant now) {
        out--;
        Duration late = latencies.late(Duration.between(granted, now));
        free.add(granted.plus(length).plus(margin).plus(late));
    }

    /**
     * Counts calls made before a restart. A short window counts as full, since what was granted last was not remembered;
     * a long one as used as it was, and a little more.
     */
    void restore(int calls, Instant at, Instant now) {
        boolean over = !at.plus(length).plus(UNREMEMBERED).isAfter(now);
        if (over) {
            return;
        }
        boolean brief = length.compareTo(SHORT) <= 0;
        int more = (int) Math.ceil(limit * (double) UNREMEMBERED.toMillis() / length.toMillis());
        Instant end = (brief ? now : at.plus(UNREMEMBERED)).plus(length).plus(margin);
        for (int i = 0; i < (brief ? limit : Math.min(limit, calls + more)); i++) {
            free.add(end);
        }
    }

    /** Calls in the window as far as we know. */
    int occupied(Instant now) {
        while (!free.isEmpty() && !free.element().isAfter(now)) {
            free.remove();
        }
        return free.size() + out;
    }

    /** Calls the window takes, reserve deducted. */
    int limit() {
        return limit;
    }

    /** Adapts to the limit the server names, of which the reserve is kept free. */
    void limit(int calls) {
        limit = Math.max(1, (int) Math.floor(calls * (1 - reserve)));
    }

    /** The server refused a call for its rate although we granted it; that of a window half empty is not the margin's fault. */
    void refused(Instant now) {
        if (occupied(now) < NEARLY * limit) {
            return;
        }
        calm = 0;
        settling = false;
        Duration most = length.dividedBy(4);
        margin = longer(most, margin.plus(STEP_UP)) ? margin.plus(STEP_UP) : most;
    }

    Duration length() {
        return length;
    }

    private static boolean longer(Duration a, Duration b) {
        return a.compareTo(b) > 0;
    }
}
