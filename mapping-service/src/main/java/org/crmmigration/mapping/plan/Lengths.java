package org.crmmigration.mapping.plan;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many texts have which length: exactly up to {@value #EXACT}, by the thousand beyond. */
final class Lengths {

    private static final int EXACT = 1_100;

    private final NavigableMap<Integer, Long> beyond = new TreeMap<>();
    private long[] exact = new long[32];

    void add(int length) {
        if (length > EXACT) {
            beyond.merge(length / 1_000 * 1_000 + 1, 1L, Long::sum);
            return;
        }
        if (length >= exact.length) {
            exact = Arrays.copyOf(exact, Math.max(length + 1, exact.length * 2));
        }
        exact[length]++;
    }

    /** Length to the number of texts that have it. */
    NavigableMap<Integer, Long> counts() {
        NavigableMap<Integer, Long> counts = new TreeMap<>(beyond);
        for (int length = 0; length < exact.length; length++) {
            if (exact[length] > 0) {
                counts.put(length, exact[length]);
            }
        }
        return counts;
    }
}
