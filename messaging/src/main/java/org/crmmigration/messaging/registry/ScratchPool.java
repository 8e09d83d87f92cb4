package org.crmmigration.messaging.registry;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few {@link Scratch} objects shared by any number of threads without locks and without allocation. Thread-locals
 * would give every virtual thread its own; here a thread that finds its slot empty makes a new one, and what does not
 * fit back is garbage.
 */
final class ScratchPool {
    private static final int SLOTS = 64;

    private final AtomicReferenceArray<Scratch> slots = new AtomicReferenceArray<>(SLOTS);

    Scratch take() {
        Scratch free = slots.getAndSet(slot(), null);
        return free == null ? new Scratch() : free;
    }

    void giveBack(Scratch scratch) {
        slots.setRelease(slot(), scratch);
    }

    private static int slot() {
        return (int) (Thread.currentThread().threadId() % SLOTS);
    }
}
