package org.crmmigration.ingest.table;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.util.function.Supplier;

/** Sixty-four bits of a hash to a number from 0 on, by open addressing. One thread writes; any reads what was written before. */
public final class LongIndex {

    /** What {@link #get} answers for what was never put. */
    public static final int NONE = -1;

    private static final int SLOT = 12;
    private static final int NUMBER = 8;
    private static final int FIRST_SLOTS = 1 << 12;

    private final Supplier<FileChannel> files;
    private final Arena arena;
    private MemorySegment slots;
    private int mask = FIRST_SLOTS - 1;
    private int used;

    LongIndex(Supplier<FileChannel> files, Arena arena) {
        this.files = files;
        this.arena = arena;
        this.slots = map(FIRST_SLOTS);
    }

    /** The number of a hash. */
    public int get(long hash) {
        return slots.get(ValueLayout.JAVA_INT_UNALIGNED, slot(hash) + NUMBER) - 1;
    }

    /** Sets the number of a hash; answers the one that it had. */
    public int put(long hash, int number) {
        long slot = slot(hash);
        int before = slots.get(ValueLayout.JAVA_INT_UNALIGNED, slot + NUMBER) - 1;
        if (before == NONE) {
            if (++used > mask / 2) {
                grow();
                slot = slot(hash);
            }
            slots.set(ValueLayout.JAVA_LONG_UNALIGNED, slot, hash);
        }
        slots.set(ValueLayout.JAVA_INT_UNALIGNED, slot + NUMBER, number + 1);
        return before;
    }

    private long slot(long hash) {
        int at = (int) (hash ^ (hash >>> 32)) & mask;
        long slot = (long) at * SLOT;
        while (slots.get(ValueLayout.JAVA_INT_UNALIGNED, slot + NUMBER) != 0
                && slots.get(ValueLayout.JAVA_LONG_UNALIGNED, slot) != hash) {
            at = (at + 1) & mask;
            slot = (long) at * SLOT;
        }
        return slot;
    }

    private void grow() {
        MemorySegment before = slots;
        int many = mask + 1;
        mask = many * 2 - 1;
        slots = map(many * 2);
        for (long slot = 0; slot < (long) many * SLOT; slot += SLOT) {
            int number = before.get(ValueLayout.JAVA_INT_UNALIGNED, slot + NUMBER);
            if (number != 0) {
                long hash = before.get(ValueLayout.JAVA_LONG_UNALIGNED, slot);
                long to = slot(hash);
                slots.set(ValueLayout.JAVA_LONG_UNALIGNED, to, hash);
                slots.set(ValueLayout.JAVA_INT_UNALIGNED, to + NUMBER, number);
            }
        }
    }

    private MemorySegment map(int many) {
        return Tables.map(files.get(), 0, (long) many * SLOT, arena);
    }
}
