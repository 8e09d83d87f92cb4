package org.crmmigration.loader.engine;

import java.util.HashSet;
import java.util.Set;
import org.crmmigration.loader.http.CallAbandoned;

/** Which phases of which runs may go, and whether the migration is paused. */
public final class Gates {

    private final Set<Gate> open = new HashSet<>();
    private boolean paused;

    private record Gate(String run, int phase) {}

    /** All closed, not paused. */
    public Gates() {}

    /** Opens a gate, for ever. */
    public synchronized void approve(String run, int phase) {
        open.add(new Gate(run, phase));
        notifyAll();
    }

    /** Pauses or resumes the migration. */
    public synchronized void pause(boolean on) {
        paused = on;
        notifyAll();
    }

    /** Whether the migration is paused. */
    public synchronized boolean paused() {
        return paused;
    }

    synchronized boolean isOpen(String run, int phase) {
        return !paused && open.contains(new Gate(run, phase));
    }

    /** Waits until the phase may go and the migration is not paused. */
    synchronized void pass(String run, int phase) {
        try {
            while (!isOpen(run, phase)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
