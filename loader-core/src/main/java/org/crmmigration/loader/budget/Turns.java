package org.crmmigration.loader.budget;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.crmmigration.loader.port.CallCost;

/** Who waits for an account's budget: lanes take turns, calls of a lane go in their order. Not thread-safe. */
final class Turns {

    private final Map<String, Deque<Waiting>> lanes = new LinkedHashMap<>();

    /** A call that waits. */
    record Waiting(String lane, CallCost cost, CompletableFuture<Instant> granted) {}

    void add(Waiting waiting) {
        lanes.computeIfAbsent(waiting.lane(), _ -> new ArrayDeque<>()).addLast(waiting);
    }

    /** The first call of every lane, the lane whose turn it is first. */
    List<Waiting> heads() {
        return lanes.values().stream().map(Deque::getFirst).toList();
    }

    /** The call goes: its lane is last in turn now. */
    void gone(Waiting waiting) {
        Deque<Waiting> lane = lanes.remove(waiting.lane());
        if (lane != null) {
            lane.remove(waiting);
            if (!lane.isEmpty()) {
                lanes.put(waiting.lane(), lane);
            }
        }
    }

    /** The call is given up. */
    void remove(Waiting waiting) {
        lanes.values().removeIf(lane -> {
            lane.remove(waiting);
            return lane.isEmpty();
        });
    }

    int size() {
        return lanes.values().stream().mapToInt(Deque::size).sum();
    }
}
