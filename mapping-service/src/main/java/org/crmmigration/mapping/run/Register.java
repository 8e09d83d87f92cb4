package org.crmmigration.mapping.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlListener;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.jspecify.annotations.Nullable;

/** The migrations of the buckets this instance owns, as the control topic tells them. Thread-safe to read. */
public final class Register implements ControlListener {

    private final Map<String, View> views = new ConcurrentHashMap<>();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final MappingRuns runs;
    private final SurveyAhead ahead;

    /** Tells the runs what there is to do, and what may be surveyed ahead of them. */
    public Register(MappingRuns runs, SurveyAhead ahead) {
        this.runs = runs;
        this.ahead = ahead;
    }

    /**
     * What is known of a migration of ours.
     *
     * @param export the export named last by a completed ingest
     */
    public record View(
            @Nullable MigrationDefined definition,
            @Nullable MappingConfirmed confirmed,
            @Nullable RunRequested requested,
            @Nullable String export) {

        private static final View NOTHING = new View(null, null, null, null);
    }

    /** A migration of ours; empty when it is not defined, or somebody else's, or not read yet. */
    public Optional<View> find(String migration) {
        return Optional.ofNullable(views.get(migration)).filter(view -> view.definition() != null);
    }

    /** Like {@link #find(String)}, but waits a while for a migration that was defined just now. */
    public synchronized Optional<View> find(String migration, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos();
                    find(migration).isEmpty() && left > 0;
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return find(migration);
    }

    @Override
    public void on(ControlMessage message) {
        switch (message) {
            case MigrationDefined m ->
                change(m, view -> new View(m, view.confirmed(), view.requested(), view.export()));
            case MappingConfirmed m -> {
                change(m, view -> new View(view.definition(), m, view.requested(), view.export()));
                surveyAhead(m);
            }
            case RunRequested m -> change(m, view -> new View(view.definition(), view.confirmed(), m, view.export()));
            case ExportStateChanged m -> {
                if (m.state().equals("COMPLETED")) {
                    change(m, view -> new View(view.definition(), view.confirmed(), view.requested(), m.export()));
                    surveyAhead(m);
                }
            }
            case MigrationStateChanged _ -> {}
            case PhaseApproved _ -> {}
            case LaneStateChanged _ -> {}
        }
    }

    @Override
    public void retracted(int bucket, String key) {
        int slash = key.indexOf('/');
        if (slash > 0 && key.endsWith("/definition")) {
            String migration = key.substring(0, slash);
            views.remove(migration);
            stop(migration);
        }
    }

    @Override
    public void ready(int bucket) {
        ready.add(bucket);
        views.forEach((migration, view) -> {
            if (Buckets.of(migration) == bucket) {
                runs.consider(view);
            }
        });
    }

    @Override
    public void lost(int bucket) {
        ready.remove(bucket);
        views.keySet().removeIf(migration -> {
            boolean gone = Buckets.of(migration) == bucket;
            if (gone) {
                stop(migration);
            }
            return gone;
        });
    }

    private void stop(String migration) {
        ahead.forget(migration);
        runs.stop(migration);
    }

    /** Only what is new: what was there before this instance looked may have been run long ago. */
    private void surveyAhead(ControlMessage message) {
        View view = views.get(message.migration());
        if (view != null && ready.contains(Buckets.of(message.migration()))) {
            ahead.consider(view);
        }
    }

    private void change(ControlMessage message, UnaryOperator<View> change) {
        View view = change.apply(views.getOrDefault(message.migration(), View.NOTHING));
        views.put(message.migration(), view);
        synchronized (this) {
            notifyAll();
        }
        if (ready.contains(Buckets.of(message.migration()))) {
            runs.consider(view);
        }
    }
}
