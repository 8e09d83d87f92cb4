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
    private long firstWanted;

    private record Gate(String run, int phase) {}

    /** All closed, not paused. */
    public Gates() {}

    /** Opens a gate, for ever. */
    public synchronized void approve(String run, int phase) {
        open.add(new Gate(run, phase));
        notifyAll();
    }

    /** Notes what a run is about. What is left of the runs before a rollback is given up: it takes them back. */
    public synchronized void requested(String run, RunScope scope) {
        scopes.put(run, scope);
        if (scope.reach() == RunScope.Reach.ROLLBACK) {
            firstWanted = Math.max(firstWanted, number(run));
            notifyAll();
        }
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

    /** Whether commands of this run that have no outcome are left without one. */
    synchronized boolean abandoned(String run) {
        return number(run) < firstWanted;
    }

    /** The number at the end of a run's id; a run without one is never abandoned. */
    private static long number(String run) {
        String digits = run.substring(run.lastIndexOf('-') + 1);
        boolean number =
                !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    synchronized boolean isOpen(String run, int phase) {
        return !paused && open.contains(new Gate(run, phase));
    }

    /** Waits until the phase may go and the migration is not paused. */
    synchronized void pass(String run, int phase) {
        try {
            while (!isOpen(run, phase) && !abandoned(run)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
