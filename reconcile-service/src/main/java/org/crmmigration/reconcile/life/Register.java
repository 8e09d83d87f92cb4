package org.crmmigration.reconcile.life;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlListener;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;

/** The migrations in the buckets this instance owns, as the control topic describes them. Thread-safe. */
public final class Register implements ControlListener {

    private final Map<String, MigrationView> views = new ConcurrentSkipListMap<>();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final List<RegisterListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Tells this listener from now on. */
    public void tell(RegisterListener listener) {
        listeners.add(listener);
    }

    /** A migration that is ours and defined. */
    public Optional<MigrationView> find(String migration) {
        return ready.contains(Buckets.of(migration))
                ? Optional.ofNullable(views.get(migration)).filter(view -> view.definition() != null)
                : Optional.empty();
    }

    /** All migrations that are ours and defined, by slug. */
    public List<MigrationView> all() {
        return views.keySet().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /** Waits until this instance owns the migration's bucket and has read it; false when it does not come to that. */
    public boolean awaitOwned(String migration, Duration patience) {
        return await(() -> ready.contains(Buckets.of(migration)), patience);
    }

    /** Waits until what is known of a migration is enough; false when it does not come to that. */
    boolean await(String migration, Predicate<MigrationView> enough, Duration patience) {
        return await(() -> find(migration).filter(enough).isPresent(), patience);
    }

    @Override
    public void acquired(int bucket) {
        views.keySet().removeIf(migration -> Buckets.of(migration) == bucket);
    }

    @Override
    public void on(ControlMessage message) {
        String migration = message.migration();
        MigrationView before = views.get(migration);
        MigrationView after =
                views.compute(migration, (_, view) -> (view == null ? MigrationView.EMPTY : view).with(message));
        wake();
        if (ready.contains(Buckets.of(migration))) {
            announce(migration, before == null ? null : before.definition(), after.definition());
        }
    }

    @Override
    public void retracted(int bucket, String key) {
        String migration = key.substring(0, Math.max(0, key.indexOf('/')));
        if (key.endsWith("/definition") && views.remove(migration) != null) {
            listeners.forEach(listener -> listener.released(migration));
        }
    }

    @Override
    public void ready(int bucket) {
        ready.add(bucket);
        wake();
        views.forEach((migration, view) -> {
            if (Buckets.of(migration) == bucket) {
                announce(migration, null, view.definition());
            }
        });
    }

    @Override
    public void lost(int bucket) {
        ready.remove(bucket);
        for (String migration : List.copyOf(views.keySet())) {
            if (Buckets.of(migration) == bucket) {
                views.remove(migration);
                listeners.forEach(listener -> listener.released(migration));
            }
        }
    }

    private boolean await(BooleanSupplier enough, Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!enough.getAsBoolean() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return enough.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void announce(String migration, @Nullable MigrationDefined before, @Nullable MigrationDefined after) {
        if (after == null) {
            return;
        }
        if (!after.equals(before)) {
            listeners.forEach(listener -> listener.opened(after));
        }
        listeners.forEach(listener -> listener.changed(migration));
    }
}
