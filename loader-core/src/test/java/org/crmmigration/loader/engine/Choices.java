package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks through every sequence of choices a deterministic procedure can make, depth first: run it, call {@link #next}, run
 * it again, until there is none left. At most so many choices of one run differ from 0, the undisturbed way.
 */
final class Choices {

    private final int mostFaults;
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int depth;
    private int faults;

    Choices(int mostFaults) {
        this.mostFaults = mostFaults;
    }

    /** One of the named ways, the first of which is the undisturbed one. */
    String choose(String... ways) {
        if (depth == taken.size()) {
            taken.add(0);
            options.add(faults < mostFaults ? ways.length : 1);
            names.add("");
        }
        int choice = taken.get(depth);
        names.set(depth, ways[choice]);
        depth++;
        if (choice > 0) {
            faults++;
        }
        return ways[choice];
    }

    /** Prepares the next run; false when all have been made. */
    boolean next() {
        depth = 0;
        faults = 0;
        while (!taken.isEmpty()) {
            int last = taken.size() - 1;
            if (taken.get(last) + 1 < options.get(last)) {
                taken.set(last, taken.get(last) + 1);
                return true;
            }
            taken.removeLast();
            options.removeLast();
            names.removeLast();
        }
        return false;
    }

    /** What went wrong in this run. */
    @Override
    public String toString() {
        List<String> disturbed = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) > 0) {
                disturbed.add(i + ":" + names.get(i));
            }
        }
        return disturbed.toString();
    }
}
