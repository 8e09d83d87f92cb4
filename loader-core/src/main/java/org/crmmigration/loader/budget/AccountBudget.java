package org.crmmigration.loader.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmFault.RateLimited;
import org.jspecify.annotations.Nullable;

/**
 * The one budget of an account, shared by all its lanes in this process: rolling windows, the day's budget, concurrency,
 * a reserve for the customer's own use, and what the server says, which is stronger than all of these. Lanes take turns.
 * A waiting call holds no platform thread.
 *
 * <p>One account has one active migration, so the budget is not shared between processes; where that is broken, the
 * server's own figures still hold both back. Larger than the usual class because its parts are one state under one lock.
 */
public final class AccountBudget {

    private static final Duration DAY_PROBE = Duration.ofHours(1);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    /** Waiting for a place in a window is worth saying from here on. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Timer timer;
    private final BudgetMemory memory;
    private final int concurrency;
    private final Width width;
    private final @Nullable TimeWindow serverTime;
    private final Windows windows;
    private final @Nullable DayBudget day;
    private final Turns turns = new Turns();
    private final Stops stops = new Stops();

    private Instant wakeAt = Instant.MAX;
    private Instant written = Instant.MIN;
    private @Nullable Instant silentSince;
    private int inFlight;
    private long throttled;
    private long granted;

    /** A budget that goes on where the memory left it; windows count as used as they were. */
    public AccountBudget(AccountLimits limits, double reserve, Clock clock, Timer timer, BudgetMemory memory) {
        this.clock = clock;
        this.timer = timer;
        this.memory = memory;
        this.concurrency = limits.concurrency();
        this.width = new Width(limits.concurrency());
        AccountLimits.ServerTime time = limits.serverTime();
        this.serverTime = time == null ? null : new TimeWindow(time, reserve);
        this.windows = new Windows(limits.windows(), reserve);
        AccountLimits.Daily daily = limits.daily();
        this.day = daily == null ? null : new DayBudget(daily, reserve, clock.instant());
        memory.read().ifPresent(this::restore);
    }

    /** The right to make one call; given back by closing it once the call has ended. */
    public final class Permit implements AutoCloseable {

        private final CallCost cost;
        private final Instant granted;

        private Permit(CallCost cost, Instant granted) {
            this.cost = cost;
            this.granted = granted;
        }

        @Override
        public void close() {
            synchronized (AccountBudget.this) {
                answered(cost, granted, clock.instant());
                remember();
                grant();
            }
        }
    }

    /**
     * Waits until the call may be made.
     *
     * @throws CallAbandoned when interrupted while waiting
     */
    public Permit acquire(String lane, CallCost cost) {
        Turns.Waiting waiting = request(lane, cost);
        try {
            return new Permit(cost, waiting.granted().get());
        } catch (InterruptedException e) {
            abandon(waiting);
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting calls never fail", e);
        }
    }

    /** Queues a call; its future completes when it may be made, and {@link #permit} is closed when it has ended. */
    synchronized Turns.Waiting request(String lane, CallCost cost) {
        Turns.Waiting waiting = new Turns.Waiting(lane, cost, new CompletableFuture<>());
        turns.add(waiting);
        grant();
        return waiting;
    }

    /** The permit of a granted request. */
    Permit permit(Turns.Waiting waiting) {
        return new Permit(waiting.cost(), waiting.granted().join());
    }

    /** The server answered a call of this cost: takes in what it said. */
    public synchronized void heard(CallCost cost, BudgetSignal signal) {
        Instant now = clock.instant();
        silentSince = null;
        if (day != null) {
            day.heard(signal, now);
        }
        Integer atOnce = signal.parallelism();
        if (atOnce != null) {
            width.recommended(atOnce);
        }
        Duration left = signal.timeRemaining();
        if (left != null && serverTime != null) {
            serverTime.heard(left, now);
        }
        Duration spentByOthers = windows.heard(cost.windows(), signal, now);
        if (spentByOthers.isPositive()) {
            stops.until(RateLimited.Scope.WINDOW, now.plus(spentByOthers));
        }
        if (!signal.equals(BudgetSignal.NONE)) {
            stops.passed();
        }
        grant();
    }

    /** The server refused a call for its rate: holds the whole account. */
    public synchronized void refused(RateLimited refusal) {
        Instant now = clock.instant();
        throttled++;
        Duration said = refusal.retryAfter();
        switch (refusal.scope()) {
            case WINDOW -> {
                if (!stops.holding(now)) {
                    atFault(now);
                }
                stops.until(RateLimited.Scope.WINDOW, now.plus(said != null ? said : windows.shortest()));
            }
            case DAY -> stops.until(RateLimited.Scope.DAY, said != null ? now.plus(said) : dayProbe(now));
            case BLOCKED -> stops.blocked(said, now);
        }
        grant();
    }

    /** The budget now. */
    public synchronized BudgetFigures figures() {
        Instant now = clock.instant();
        Hold told = stops.current(now);
        return new BudgetFigures(
                day == null ? 0 : day.spendable(),
                day == null ? 0 : day.used(now),
                throttled,
                inFlight,
                turns.size(),
                windows.callsPerSecond(granted),
                silentSince == null ? Duration.ZERO : Duration.between(silentSince, now),
                told != null ? told : spent(now));
    }

    /** Calls at once. */
    public int concurrency() {
        return concurrency;
    }

    /** Nothing goes because the day is used up, or for some seconds because the windows are. */
    private @Nullable Hold spent(Instant now) {
        if (turns.size() == 0) {
            return null;
        }
        boolean daySpent = day != null
                && turns.heads().stream()
                        .allMatch(head -> day.earliest(head.cost().cost(), now).isAfter(now));
        if (day != null && daySpent) {
            return new Hold(RateLimited.Scope.DAY, day.nextMidnight(now));
        }
        Instant next = turns.heads().stream()
                .map(head -> earliest(head.cost(), now))
                .min(Instant::compareTo)
                .orElse(now);
        return next.isAfter(now.plus(LONG_WAIT)) && !next.equals(Instant.MAX)
                ? new Hold(RateLimited.Scope.WINDOW, next)
                : null;
    }

    private void grant() {
        Instant now = clock.instant();
        while (inFlight < width.now()) {
            Instant earliest = Instant.MAX;
            Turns.@Nullable Waiting next = null;
            for (Turns.Waiting head : turns.heads()) {
                Instant at = earliest(head.cost(), now);
                if (!at.isAfter(now)) {
                    next = head;
                    break;
                }
                earliest = at.isBefore(earliest) ? at : earliest;
            }
            if (next == null) {
                wakeAt(earliest, now);
                return;
            }
            go(next, now);
        }
    }

    private void go(Turns.Waiting waiting, Instant now) {
        turns.gone(waiting);
        granted++;
        windows.take(waiting.cost().windows());
        if (day != null) {
            day.spend(waiting.cost().cost());
        }
        if (serverTime != null) {
            serverTime.take();
        }
        inFlight++;
        if (silentSince == null) {
            silentSince = now;
        }
        waiting.granted().complete(now);
    }

    private void answered(CallCost cost, Instant granted, Instant now) {
        inFlight--;
        width.answered();
        windows.answered(cost.windows(), granted, now);
        if (serverTime != null) {
            serverTime.answered(granted, now);
        }
    }

    /** Calls refused all at once are one refusal; where windows are all there is, they alone are at fault. */
    private void atFault(Instant now) {
        windows.refused(now);
        boolean windowsAlone = serverTime == null && !windows.isEmpty();
        if (!windowsAlone) {
            width.refused();
        }
    }

    private Instant earliest(CallCost cost, Instant now) {
        Instant at = later(stops.earliest(now), windows.earliest(cost.windows(), now));
        if (serverTime != null) {
            at = later(at, serverTime.earliest(now));
        }
        return day == null ? at : later(at, day.earliest(cost.cost(), now));
    }

    private void wakeAt(Instant time, Instant now) {
        boolean planned = wakeAt.isAfter(now) && !wakeAt.isAfter(time);
        if (time.equals(Instant.MAX) || planned) {
            return;
        }
        wakeAt = time;
        timer.at(time, () -> wake(time));
    }

    /** Does nothing when an earlier time was planned since, for then it is planned anew. */
    private synchronized void wake(Instant planned) {
        if (planned.equals(wakeAt)) {
            wakeAt = Instant.MAX;
            grant();
        }
    }

    private Instant dayProbe(Instant now) {
        Instant probe = now.plus(DAY_PROBE);
        return day == null || probe.isBefore(day.nextMidnight(now)) ? probe : day.nextMidnight(now);
    }

    private synchronized void abandon(Turns.Waiting waiting) {
        if (waiting.granted().isDone()) {
            permit(waiting).close();
        } else {
            turns.remove(waiting);
        }
    }

    private void remember() {
        Instant now = clock.instant();
        if (now.isBefore(written.equals(Instant.MIN) ? Instant.MIN : written.plus(BETWEEN_WRITES))) {
            return;
        }
        written = now;
        memory.write(new BudgetMemory.Used(
                now, day == null ? null : day.day(), day == null ? 0 : day.used(now), windows.occupied(now)));
    }

    private void restore(BudgetMemory.Used used) {
        if (day != null && used.day() != null) {
            day.restore(used.day(), used.amount());
        }
        windows.restore(used.windows(), used.at(), clock.instant());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
