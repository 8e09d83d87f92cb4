package org.crmmigration.mapping.plan;

import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.mapping.rule.Notes;
import org.crmmigration.messaging.value.ObjectKey;

/** Keeps what evaluating the records of an export showed. Thread-safe. */
final class Trail implements Notes {

    /** Beyond this many an object for each distinct text is a mistake of the mapping, not vocabulary. */
    private static final int MOST_ITEMS = 10_000;

    private final Map<String, Item> items = new TreeMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private boolean closed;

    /** An object that exists once for each distinct text. */
    record Item(ObjectKey key, String text) {}

    @Override
    public synchronized void item(ObjectKey key, String text) {
        String name = key.toString();
        if (!items.containsKey(name)) {
            if (items.size() >= MOST_ITEMS) {
                throw new IllegalStateException("the mapping makes more than " + MOST_ITEMS + " objects of type "
                        + key.objectType() + " by item; group records instead");
            }
            items.put(name, new Item(key, text));
        }
    }

    @Override
    public synchronized void failed(String formula, String code) {
        if (!closed) {
            failures.merge(formula, 1L, Long::sum);
        }
    }

    /** Every record was seen once: what comes again is counted already. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isItem(ObjectKey key) {
        return !items.isEmpty() && items.containsKey(key.toString());
    }

    /** Those of one object that exists once, sorted by key. */
    synchronized Iterable<Item> of(ObjectKey once) {
        String start = once + "#";
        return items.entrySet().stream()
                .filter(item -> item.getKey().startsWith(start))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Formula to the number of records on which it failed. */
    synchronized Map<String, Long> failures() {
        return new TreeMap<>(failures);
    }
}
