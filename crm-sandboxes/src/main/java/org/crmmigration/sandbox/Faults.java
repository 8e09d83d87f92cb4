package org.crmmigration.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The faults in force, changed while the sandbox runs. Rules are asked in the order they were added. */
public final class Faults {

    private final RandomGenerator random;
    private final List<Armed> armed = new ArrayList<>();
    private final Map<String, Long> struck = new TreeMap<>();

    private static final class Armed {
        private final FaultRule rule;
        private int seen;
        private int done;

        Armed(FaultRule rule) {
            this.rule = rule;
        }

        boolean strikes(String template, RandomGenerator random) {
            if (!rule.matches(template) || seen++ < rule.skip() || spent()) {
                return false;
            }
            if (rule.probability() < 1 && random.nextDouble() >= rule.probability()) {
                return false;
            }
            done++;
            return true;
        }

        boolean spent() {
            return rule.times() != FaultRule.FOREVER && done >= rule.times();
        }
    }

    public Faults(RandomGenerator random) {
        this.random = random;
    }

    public synchronized void add(FaultRule rule) {
        armed.add(new Armed(rule));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** The rules that can still strike. */
    public synchronized List<FaultRule> rules() {
        return armed.stream().filter(one -> !one.spent()).map(one -> one.rule).toList();
    }

    /** How often each kind of fault has struck, by its simple name. */
    public synchronized Map<String, Long> struck() {
        return new TreeMap<>(struck);
    }

    /** The faults that strike one call: any delays, and at most one of the others. */
    synchronized Strike strike(String template) {
        Strike strike = Strike.NONE;
        for (Armed one : armed) {
            if (strike.canTake(one.rule.fault()) && one.strikes(template, random)) {
                struck.merge(one.rule.fault().getClass().getSimpleName(), 1L, Long::sum);
                strike = strike.plus(one.rule.fault(), random);
            }
        }
        armed.removeIf(Armed::spent);
        return strike;
    }
}
