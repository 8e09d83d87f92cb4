package org.crmmigration.reconcile.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each migration its turn when something moved: one at a time for a migration, side by side for several, on virtual
 * threads. Whatever moves during a turn leads to one more turn.
 */
public final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Consumer<String> work;
    private final Map<String, AtomicInteger> signals = new ConcurrentHashMap<>();

    /** Turns at a piece of work. */
    public Turns(Consumer<String> work) {
        this.work = work;
    }

    /** Something moved. Returns at once. */
    public void signal(String migration) {
        AtomicInteger pending = signals.computeIfAbsent(migration, _ -> new AtomicInteger());
        if (pending.getAndIncrement() == 0) {
            Thread.ofVirtual().name("gate-" + migration).start(() -> take(migration, pending));
        }
    }

    private void take(String migration, AtomicInteger pending) {
        int seen;
        do {
            seen = pending.get();
            try {
                work.accept(migration);
            } catch (RuntimeException e) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("migration", migration)
                        .log("a turn failed; it is taken again when something moves");
            }
        } while (pending.addAndGet(-seen) != 0);
    }
}
