package org.crmmigration.loader.engine;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What a lane has done since it opened. Thread-safe. */
final class LaneFigures {

    private final LongAdder outcomes = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final DoubleAdder cost = new DoubleAdder();

    void add(int moreCalls, double moreCost) {
        outcomes.increment();
        calls.add(moreCalls);
        cost.add(moreCost);
    }

    long outcomes() {
        return outcomes.sum();
    }

    long calls() {
        return calls.sum();
    }

    double cost() {
        return cost.sum();
    }
}
