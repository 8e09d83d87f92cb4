package org.crmmigration.reconcile.web;

import java.util.List;
import org.crmmigration.reconcile.life.Refusal;

/** One page of a list: which one, counted from 0, how long, of how many items. */
record Paged<T>(int page, int size, long total, List<T> items) {

    private static final int LONGEST = 1000;

    static <T> Paged<T> of(List<T> all, int page, int size) {
        check(page, size);
        int from = (int) Math.min(all.size(), (long) page * size);
        return new Paged<>(page, size, all.size(), all.subList(from, Math.min(all.size(), from + size)));
    }

    static void check(int page, int size) {
        if (page < 0 || size < 1 || size > LONGEST) {
            throw new Refusal(Refusal.Kind.INVALID, "page counts from 0 and size is 1 to " + LONGEST);
        }
    }
}
