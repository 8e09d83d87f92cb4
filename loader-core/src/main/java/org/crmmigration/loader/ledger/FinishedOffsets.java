package org.crmmigration.loader.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The contiguous finished prefix of delivered offsets. Works on the offsets that were delivered, since transaction markers
 * and compaction leave gaps. Not thread-safe.
 */
final class FinishedOffsets {

    private final Deque<Long> delivered = new ArrayDeque<>();
    private final Set<Long> finished = new HashSet<>();
    private long position;

    /**
     * @param position where reading starts
     */
    FinishedOffsets(long position) {
        this.position = position;
    }

    void deliver(long offset) {
        delivered.addLast(offset);
    }

    void finish(long offset) {
        finished.add(offset);
        while (!delivered.isEmpty() && finished.remove(delivered.getFirst())) {
            position = delivered.removeFirst() + 1;
        }
    }

    /** Where reading may start after a restart. */
    long position() {
        return position;
    }

    /** Delivered offsets from the first unfinished one. */
    int span() {
        return delivered.size();
    }
}
