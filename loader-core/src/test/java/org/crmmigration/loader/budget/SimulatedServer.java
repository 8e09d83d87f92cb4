package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.CrmFault.RateLimited;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A server with limits that judges calls by the time they arrive, and workers that always have another call to make. Works
 * in virtual time.
 */
final class SimulatedServer {

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    private final VirtualTime time;
    private final Rules rules;
    private final Random random = new Random(42);
    private final List<Deque<Instant>> arrivals = new ArrayList<>();
    private final Deque<Spent> spent = new ArrayDeque<>();
    private AccountBudget budget;
    private LocalDate day = LocalDate.EPOCH;
    private double usedToday;
    private double spentMillis;
    private int atOnce;
    private long taken;
    private long refused;
    private long othersRefused;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MAX;
    private Scope trouble = Scope.WINDOW;

    SimulatedServer(VirtualTime time, Rules rules, AccountBudget budget) {
        this.time = time;
        this.rules = rules;
        this.budget = budget;
        rules.windows().forEach(_ -> arrivals.add(new ArrayDeque<>()));
    }

    /** At most so many calls in any span of the length, or, when fixed, from one full length of the clock to the next. */
    record Limit(int calls, Duration length, boolean fixed) {}

    /** A time between two, evenly spread, in milliseconds. */
    record Span(int least, int most) {}

    private record Spent(Instant at, double millis) {}

    /**
     * What the server does.
     *
     * @param daily cost it takes from midnight to midnight UTC; 0 for no limit
     * @param atOnce calls at once
     * @param timeMillis of its own time in five minutes; 0 for no limit
     * @param tellsDelay whether refusals name the delay
     * @param tellsTime whether answers name what is left of its time
     * @param way how long calls take to arrive
     * @param service how long they take there
     */
    record Rules(
            List<Limit> windows,
            double daily,
            int atOnce,
            double timeMillis,
            boolean tellsDelay,
            boolean tellsTime,
            Span way,
            Span service) {}

    /** Refuses everything for a while. */
    void trouble(Scope scope, Duration after, Duration length) {
        trouble = scope;
        from = time.now().plus(after);
        to = from.plus(length);
    }

    /** The loader was restarted. */
    void restarted(AccountBudget other) {
        budget = other;
    }

    /** A worker that calls without end, as long as its budget is the current one. */
    void work(String lane, CallCost cost) {
        AccountBudget mine = budget;
        Turns.Waiting waiting = mine.request(lane, cost);
        var _ = waiting.granted().thenRun(() -> {
            if (mine != budget) {
                return; // a process that was killed sends nothing
            }
            AccountBudget.Permit permit = mine.permit(waiting);
            time.after(millis(rules.way()), () -> arrive(mine, permit, lane, cost));
        });
    }

    /** Somebody else, who uses the account without us knowing. */
    void other(Duration every) {
        time.after(every, () -> {
            if (refusal(0) == null) {
                count(0);
            } else {
                othersRefused++;
            }
            other(every);
        });
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }

    long othersRefused() {
        return othersRefused;
    }

    private void arrive(AccountBudget mine, AccountBudget.Permit permit, String lane, CallCost cost) {
        Scope no = refusal(cost.cost());
        Duration takes = millis(rules.service());
        if (no != null) {
            refused++;
            time.after(Duration.ofMillis(20), () -> {
                mine.refused(new RateLimited(Detail.of("rate", "rate"), no, delay(no)));
                again(mine, permit, lane, cost);
            });
            return;
        }
        taken++;
        atOnce++;
        count(cost.cost());
        time.after(takes, () -> {
            atOnce--;
            double took = takes.toMillis();
            spent.addLast(new Spent(time.now(), took));
            spentMillis += took;
            Duration left = Duration.ofMillis((long) (rules.timeMillis() - spentMillis));
            time.after(millis(rules.way()), () -> {
                if (rules.tellsTime()) {
                    mine.heard(cost, new BudgetSignal(null, null, null, null, null, null, left));
                }
                again(mine, permit, lane, cost);
            });
        });
    }

    private void again(AccountBudget mine, AccountBudget.Permit permit, String lane, CallCost cost) {
        permit.close();
        if (mine == budget) {
            work(lane, cost);
        }
    }

    private @Nullable Scope refusal(double cost) {
        Instant now = time.now();
        if (!now.isBefore(from) && now.isBefore(to)) {
            return trouble;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            usedToday = 0;
        }
        if (rules.daily() > 0 && usedToday + cost > rules.daily()) {
            return Scope.DAY;
        }
        for (int i = 0; i < arrivals.size(); i++) {
            if (full(rules.windows().get(i), arrivals.get(i), now)) {
                return Scope.WINDOW;
            }
        }
        while (!spent.isEmpty() && spent.getFirst().at().isBefore(now.minus(Duration.ofMinutes(5)))) {
            spentMillis -= spent.removeFirst().millis();
        }
        boolean tooLong = rules.timeMillis() > 0 && spentMillis > rules.timeMillis();
        return tooLong || atOnce >= rules.atOnce() ? Scope.WINDOW : null;
    }

    private static boolean full(Limit limit, Deque<Instant> window, Instant now) {
        long length = limit.length().toMillis();
        Instant start = limit.fixed()
                ? Instant.ofEpochMilli(now.toEpochMilli() / length * length - 1)
                : now.minus(limit.length());
        while (!window.isEmpty() && !window.getFirst().isAfter(start)) {
            window.removeFirst();
        }
        return window.size() >= limit.calls();
    }

    private void count(double cost) {
        usedToday += cost;
        arrivals.forEach(window -> window.addLast(time.now()));
    }

    private @Nullable Duration delay(Scope scope) {
        if (!rules.tellsDelay()) {
            return null;
        }
        Instant midnight = LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusDays(1)
                .atTime(LocalTime.MIDNIGHT)
                .toInstant(ZoneOffset.UTC);
        return switch (scope) {
            case DAY -> Duration.between(time.now(), midnight);
            case WINDOW -> {
                Duration window = rules.windows().isEmpty()
                        ? Duration.ofSeconds(2)
                        : rules.windows().getFirst().length();
                yield window.compareTo(LONGEST_DELAY) < 0 ? window : LONGEST_DELAY;
            }
            case BLOCKED -> null;
        };
    }

    private Duration millis(Span span) {
        return Duration.ofMillis(random.nextInt(span.least(), span.most() + 1));
    }

    /** A call that costs so much and counts in the windows. */
    static CallCost call(double cost, String... windows) {
        return new CallCost(cost, Set.of(windows));
    }
}
