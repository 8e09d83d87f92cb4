package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The currencies of {@link Events} as small numbers, and the files that have several of them. */
final class Currencies {

    private final List<String> known = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<Long, Integer> firstOf = new HashMap<>();
    private final Set<Long> mixed = new TreeSet<>();

    /** The number of a currency, which an event of a file has. */
    int code(long file, String currency) {
        int code = codes.computeIfAbsent(currency, fresh -> {
            known.add(fresh);
            return known.size() - 1;
        });
        Integer first = firstOf.putIfAbsent(file, code);
        if (first != null && first != code) {
            mixed.add(file);
        }
        return code;
    }

    /** The currency with a number. */
    String of(int code) {
        return known.get(code);
    }

    /** Files whose events have several currencies, in their order. */
    Set<Long> mixed() {
        return mixed;
    }
}
