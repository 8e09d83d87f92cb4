package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.CrmFault.RateLimited;

/**
 * A server that takes at most so many calls in any span of its window, by the time they arrive, and workers that always
 * have another call to make. A refusal names the whole window as its delay. Answers take 80 to 240 ms.
 */
final class SlidingWindowServer {

    private final VirtualTime time;
    private final AccountBudget budget;
    private final int limit;
    private final Duration window;
    private final Network network;
    private final Random random = new Random(42);
    private final Deque<Instant> arrivals = new ArrayDeque<>();
    private long taken;
    private long refused;

    SlidingWindowServer(VirtualTime time, AccountBudget budget, int limit, Duration window, Network network) {
        this.network = network;
        this.time = time;
        this.budget = budget;
        this.limit = limit;
        this.window = window;
    }

    /** How long calls take to arrive, in milliseconds, evenly spread. */
    record Network(int least, int most) {}

    /** A worker that calls without end. */
    void work(String lane, CallCost cost) {
        var _ = budget.request(lane, cost).granted().thenRun(() -> {
            AccountBudget.Permit permit = budget.permit();
            time.after(millis(network.least(), network.most()), () -> arrive(permit, lane, cost));
        });
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }

    private void arrive(AccountBudget.Permit permit, String lane, CallCost cost) {
        Instant start = time.now().minus(window);
        while (!arrivals.isEmpty() && !arrivals.getFirst().isAfter(start)) {
            arrivals.removeFirst();
        }
        boolean take = arrivals.size() < limit;
        if (take) {
            taken++;
            arrivals.addLast(time.now());
        } else {
            refused++;
        }
        time.after(millis(80, 240), () -> {
            if (!take) {
                budget.refused(new RateLimited(Detail.of("rate", "rate"), RateLimited.Scope.WINDOW, window));
            }
            permit.close();
            work(lane, cost);
        });
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}
