package org.crmmigration.mapping.run;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InterruptException;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Surveys of exports. The last few are kept, so that a proposal, a preview, a sample and the run after them read an export
 * once among them. A survey holds 16 to 32 bytes for each contact and company; it is given up when the heap becomes scarce.
 * Thread-safe.
 */
public final class Surveys {

    private static final int KEPT = 16;

    private final Clients clients;
    private final Map<Subject, ReentrantLock> underWay = new ConcurrentHashMap<>();
    private final Map<Subject, SoftReference<Generation>> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    /** All that a survey depends on: an export never changes once it is complete, and a migration made anew is another. */
    private record Subject(MigrationDefined migration, Mapping mapping, String export) {}

    /** Of exports on one cluster. */
    public Surveys(Clients clients) {
        this.clients = clients;
    }

    /** Of the cluster. */
    Clients clients() {
        return clients;
    }

    /**
     * An export under a mapping.
     *
     * @throws ExportMissing when the topic does not hold the whole of it
     */
    Generation of(Order order, String export) {
        Subject subject = new Subject(order.migration(), order.mapping(), export);
        Generation known = find(subject);
        return known == null ? alone(subject, order) : known;
    }

    /** Whoever asks for a survey that another is making waits for it. */
    private Generation alone(Subject subject, Order order) {
        ReentrantLock lock = underWay.computeIfAbsent(subject, _ -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        try {
            Generation known = find(subject);
            if (known != null) {
                return known;
            }
            Generation made = Surveyor.survey(clients, order, subject.export());
            keep(subject, made);
            return made;
        } finally {
            lock.unlock();
            underWay.remove(subject, lock);
        }
    }

    /** Whether asking for it reads nothing. */
    boolean isKept(Order order, String export) {
        return find(new Subject(order.migration(), order.mapping(), export)) != null;
    }

    /** Keeps nothing of a migration: its surveys hold texts of the customer. */
    synchronized void forget(String migration) {
        kept.keySet().removeIf(subject -> subject.migration().migration().equals(migration));
    }

    private synchronized @Nullable Generation find(Subject subject) {
        SoftReference<Generation> found = kept.get(subject);
        return found == null ? null : found.get();
    }

    private synchronized void keep(Subject subject, Generation made) {
        kept.put(subject, new SoftReference<>(made));
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
