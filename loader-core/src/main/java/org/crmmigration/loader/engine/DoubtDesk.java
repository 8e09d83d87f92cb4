package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Settles a lane's doubts together: everything of a type and floor that is due is looked for in one search. Whoever waits
 * gives its place in the lane to another command. A search that fails is repeated until it succeeds, for a doubt may not
 * be guessed away.
 */
final class DoubtDesk implements Doubts {

    private static final Duration GATHER = Duration.ofMillis(250);

    private final CrmClient client;
    private final Semaphore slots;
    private final Executor workers;
    private final Clock clock;
    private final Sleeper sleeper;
    private final List<Doubt> open = new ArrayList<>();
    private boolean searching;

    DoubtDesk(CrmClient client, Semaphore slots, Executor workers, Clock clock, Sleeper sleeper) {
        this.client = client;
        this.slots = slots;
        this.workers = workers;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    private record Doubt(
            Calls calls,
            ObjectToWrite object,
            Search search,
            Instant notBefore,
            CompletableFuture<List<Written>> settled) {}

    private record Search(String objectType, @Nullable String floor) {}

    /** How many objects are in doubt. */
    synchronized int size() {
        return open.size();
    }

    /** A hundred of them at most. */
    synchronized List<ObjectKey> keys() {
        return open.stream().limit(100).map(doubt -> doubt.object().key()).toList();
    }

    @Override
    public List<Written> settle(Calls calls, ObjectToWrite object, @Nullable String floor, Instant notBefore) {
        Search search = new Search(object.key().objectType(), floor);
        Doubt doubt = new Doubt(calls, object, search, notBefore, new CompletableFuture<>());
        add(doubt);
        slots.release();
        try {
            List<Written> found = doubt.settled().get();
            slots.acquire();
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw new IllegalStateException("doubts never fail", e);
        }
    }

    @Override
    public void sitOut(Instant notBefore) {
        slots.release();
        sleeper.pause(until(notBefore));
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    private synchronized void add(Doubt doubt) {
        open.add(doubt);
        if (!searching) {
            searching = true;
            workers.execute(this::searchAll);
        }
    }

    private void searchAll() {
        for (Instant next = nextDue(); next != null; next = nextDue()) {
            sleeper.pause(until(next).plus(GATHER));
            Map<Search, List<Doubt>> together = due().stream().collect(Collectors.groupingBy(Doubt::search));
            together.forEach(this::search);
        }
    }

    private void search(Search search, List<Doubt> doubts) {
        List<ObjectToWrite> wanted = doubts.stream().map(Doubt::object).toList();
        Map<ObjectKey, List<Written>> found =
                doubts.getFirst().calls().stubbornly(() -> client.find(search.objectType(), wanted, search.floor()));
        synchronized (this) {
            open.removeAll(doubts);
        }
        doubts.forEach(doubt ->
                doubt.settled().complete(found.getOrDefault(doubt.object().key(), List.of())));
    }

    private synchronized @Nullable Instant nextDue() {
        Instant next = open.stream()
                .map(Doubt::notBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
        searching = next != null;
        return next;
    }

    private synchronized List<Doubt> due() {
        Instant now = clock.instant();
        return open.stream().filter(doubt -> !doubt.notBefore().isAfter(now)).toList();
    }

    private Duration until(Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
