package org.crmmigration.loader.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final Duration FIRST_BLOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST_BLOCK = Duration.ofHours(2);
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
    private final Map<String, RollingWindow> windows = new LinkedHashMap<>();
    private final @Nullable DayBudget day;
    private final Turns turns = new Turns();

    private @Nullable Hold hold;
    private Instant wakeAt = Instant.MAX;
    private Instant written = Instant.MIN;
    private int inFlight;
    private int blocks;
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
        limits.windows().forEach(window -> windows.put(window.name(), new RollingWindow(window, reserve)));
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

    /** Takes in what the server said in an answer to a call of this cost. */
    public synchronized void heard(CallCost cost, BudgetSignal signal) {
        Instant now = clock.instant();
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
        if (cost.windows().size() == 1) {
            RollingWindow window = windows.get(cost.windows().iterator().next());
            if (window != null) {
                heard(window, signal, now);
            }
        }
        if (!signal.equals(BudgetSignal.NONE)) {
            blocks = 0;
        }
        grant();
    }

    /** The server refused a call for its rate: holds the whole account. */
    public synchronized void refused(RateLimited refusal) {
        Instant now = clock.instant();
        throttled++;
        Duration said = refusal.retryAfter();
        Instant until = switch (refusal.scope()) {
            case WINDOW -> {
                if (!holding(now)) {
                    windows.values().forEach(window -> window.refused(now));
                }
                narrow(now);
                yield now.plus(said != null ? said : shortestWindow());
            }
            case DAY -> said != null ? now.plus(said) : dayProbe(now);
            case BLOCKED -> holding(now) ? now : now.plus(blockFor(said));
        };
        holdUntil(new Hold(refusal.scope(), until));
        grant();
    }

    /** The budget now. */
    public synchronized BudgetFigures figures() {
        Instant now = clock.instant();
        Hold current = hold != null && hold.until().isAfter(now) ? hold : spent(now);
        return new BudgetFigures(
                day == null ? 0 : day.spendable(),
                day == null ? 0 : day.used(now),
                throttled,
                inFlight,
                turns.size(),
                callsPerSecond(),
                current);
    }

    /** By the windows that most calls count in. */
    private double callsPerSecond() {
        return windows.values().stream()
                .filter(window -> 2 * window.taken() >= granted)
                .mapToDouble(window -> window.limit() * 1000.0 / window.length().toMillis())
                .min()
                .orElse(0);
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
        waiting.cost().windows().forEach(name -> {
            RollingWindow window = windows.get(name);
            if (window != null) {
                window.take();
            }
        });
        if (day != null) {
            day.spend(waiting.cost().cost());
        }
        if (serverTime != null) {
            serverTime.take();
        }
        inFlight++;
        waiting.granted().complete(now);
    }

    private void answered(CallCost cost, Instant granted, Instant now) {
        inFlight--;
        width.answered();
        for (String name : cost.windows()) {
            RollingWindow window = windows.get(name);
            if (window != null) {
                window.answered(granted, now);
            }
        }
        if (serverTime != null) {
            serverTime.answered(granted, now);
        }
    }

    private boolean holding(Instant now) {
        return hold != null && hold.until().isAfter(now);
    }

    /** Calls refused all at once are one refusal; where windows are all there is, they alone are at fault. */
    private void narrow(Instant now) {
        boolean windowsAlone = serverTime == null && !windows.isEmpty();
        if (!windowsAlone && !holding(now)) {
            width.refused();
        }
    }

    private Instant earliest(CallCost cost, Instant now) {
        Instant at = hold != null && hold.until().isAfter(now) ? hold.until() : now;
        for (String name : cost.windows()) {
            RollingWindow window = windows.get(name);
            if (window != null) {
                at = later(at, window.earliest(now));
            }
        }
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

    private void heard(RollingWindow window, BudgetSignal signal, Instant now) {
        Integer limit = signal.windowLimit();
        if (limit != null && limit > 0) {
            window.limit(limit);
        }
        Integer remaining = signal.windowRemaining();
        boolean spentByOthers = remaining != null && remaining == 0 && window.occupied(now) < window.limit();
        if (spentByOthers) {
            Duration reset = signal.windowReset();
            holdUntil(new Hold(RateLimited.Scope.WINDOW, now.plus(reset != null ? reset : window.length())));
        }
    }

    private void holdUntil(Hold fresh) {
        if (hold == null || fresh.until().isAfter(hold.until())) {
            hold = fresh;
        }
    }

    private Duration shortestWindow() {
        return windows.values().stream()
                .map(RollingWindow::length)
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(1));
    }

    private Instant dayProbe(Instant now) {
        Instant probe = now.plus(DAY_PROBE);
        return day == null || probe.isBefore(day.nextMidnight(now)) ? probe : day.nextMidnight(now);
    }

    private Duration blockFor(@Nullable Duration said) {
        Duration grown = FIRST_BLOCK.multipliedBy(1L << Math.min(blocks++, 10));
        Duration capped = grown.compareTo(LONGEST_BLOCK) < 0 ? grown : LONGEST_BLOCK;
        return said != null && said.compareTo(capped) > 0 ? said : capped;
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
        Map<String, Integer> used = new HashMap<>();
        windows.forEach((name, window) -> used.put(name, window.occupied(now)));
        memory.write(new BudgetMemory.Used(now, day == null ? null : day.day(), day == null ? 0 : day.used(now), used));
    }

    private void restore(BudgetMemory.Used used) {
        if (day != null && used.day() != null) {
            day.restore(used.day(), used.amount());
        }
        windows.forEach((name, window) -> {
            window.restore(used.windows().getOrDefault(name, 0), used.at(), clock.instant());
        });
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
