package org.crmmigration.loader.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.messaging.command.RunScope;

/** What runs are about, which phases of them may go, and whether the migration is paused. */
public final class Gates {

    private final Set<Gate> open = new HashSet<>();
    private final Map<String, RunScope> scopes = new HashMap<>();
    private boolean paused;

    private record Gate(String run, int phase) {}

    /** All closed, not paused. */
    public Gates() {}

    /** Opens a gate, for ever. */
    public synchronized void approve(String run, int phase) {
        open.add(new Gate(run, phase));
        notifyAll();
    }

    /** Notes what a run is about. */
    public synchronized void requested(String run, RunScope scope) {
        scopes.put(run, scope);
    }

    /** What a run is about; everything, unless it was said otherwise. */
    synchronized RunScope scope(String run) {
        return scopes.getOrDefault(run, RunScope.EVERYTHING);
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
