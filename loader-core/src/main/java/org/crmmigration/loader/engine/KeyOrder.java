package org.crmmigration.loader.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Commands of one object go one after the other, and whoever needs an object that is on its way can wait for it. */
final class KeyOrder {

    private final ConcurrentHashMap<ObjectKey, CompletableFuture<Boolean>> latest = new ConcurrentHashMap<>();

    /** A command's place among those of its object. */
    record Place(ObjectKey key, @Nullable CompletableFuture<Boolean> before, CompletableFuture<Boolean> mine) {}

    /** Enters a command; in the order of the topic. */
    Place enter(ObjectKey key) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        return new Place(key, latest.put(key, mine), mine);
    }

    /** Whether a command of this object is under way. */
    boolean pending(ObjectKey key) {
        return latest.containsKey(key);
    }

    /** How many objects are under way. */
    int size() {
        return latest.size();
    }

    /** Waits for the command before this one. */
    static void awaitTurn(Place place) {
        await(place.before());
    }

    /** Waits until no command of this object that was under way is any more. */
    void awaitSettled(ObjectKey key) {
        await(latest.get(key));
    }

    /** The view shows the command's outcome. */
    void leave(Place place) {
        latest.remove(place.key(), place.mine());
        place.mine().complete(true);
    }

    private static void await(@Nullable CompletableFuture<Boolean> other) {
        if (other == null) {
            return;
        }
        try {
            var _ = other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        } catch (ExecutionException e) {
            throw new IllegalStateException("places never fail", e);
        }
    }
}
