package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.BucketLedgers;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlListener;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.jspecify.annotations.Nullable;

/** Opens the lanes of the buckets this instance owns, and closes them when it does not any more. */
final class LaneKeeper implements ControlListener, AutoCloseable {

    private static final Set<State> AT_REST = Set.of(State.ERASED);
    private static final Set<State> AT_WORK = Set.of(State.RUNNING, State.ROLLING_BACK);

    private final String destination;
    private final LaneOpener opener;
    private final BucketLedgers ledgers;
    private final Backoff backoff;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Map<String, Known> migrations = new HashMap<>();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final Map<String, LaneHost> lanes = new ConcurrentHashMap<>();
    /** Lanes told to stop, for those that come after them. */
    private final Map<String, LaneHost> ended = new HashMap<>();

    LaneKeeper(
            String destination,
            LaneOpener opener,
            BucketLedgers ledgers,
            Backoff backoff,
            Clock clock,
            Sleeper sleeper) {
        this.destination = destination;
        this.opener = opener;
        this.ledgers = ledgers;
        this.backoff = backoff;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** What the control topic said of a migration. */
    private static final class Known {
        private final Gates gates = new Gates();
        private @Nullable MigrationDefined definition;
        private @Nullable State state;
    }

    @Override
    public synchronized void on(ControlMessage message) {
        Known known = migrations.computeIfAbsent(message.migration(), _ -> new Known());
        switch (message) {
            case MigrationDefined definition -> {
                known.definition = definition;
                open(known);
            }
            case PhaseApproved gate -> known.gates.approve(gate.run(), gate.phase());
            case MigrationStateChanged change -> changed(known, change);
            case RunRequested request -> known.gates.requested(request.run(), request.scope());
            case ControlMessage.ExportStateChanged _,
                    ControlMessage.MappingConfirmed _,
                    ControlMessage.LaneStateChanged _ -> {}
        }
    }

    @Override
    public synchronized void retracted(int bucket, String key) {
        if (key.endsWith("/definition")) {
            String migration = key.substring(0, key.indexOf('/'));
            migrations.remove(migration);
            erase(migration);
        }
    }

    @Override
    public synchronized void ready(int bucket) {
        ready.add(bucket);
        migrations.values().forEach(this::open);
        migrations.forEach((migration, known) -> {
            if (Buckets.of(migration) == bucket) {
                restIfIdle(migration, known.state);
            }
        });
    }

    @Override
    public synchronized void lost(int bucket) {
        ready.remove(bucket);
        ledgers.release(bucket);
        lanes.values().removeIf(host -> {
            boolean ours = Buckets.of(host.migration().migration()) == bucket;
            if (ours) {
                host.stop();
                ended.put(host.migration().migration(), host);
            }
            return ours;
        });
        migrations.keySet().removeIf(migration -> Buckets.of(migration) == bucket);
    }

    /** All lanes of this instance. */
    Collection<LaneHost> lanes() {
        return List.copyOf(lanes.values());
    }

    /** A migration's lane, if this instance has it. */
    Optional<LaneHost> lane(String migration) {
        return Optional.ofNullable(lanes.get(migration));
    }

    /** Lets calls under way end, side by side, then stops everything. */
    @Override
    public void close() {
        List<Thread> drains = lanes().stream()
                .map(host -> Thread.ofVirtual().start(host::drain))
                .toList();
        try {
            for (Thread drain : drains) {
                drain.join();
            }
        } catch (InterruptedException e) {
            lanes().forEach(LaneHost::stop);
            Thread.currentThread().interrupt();
        }
        lanes.clear();
    }

    private void open(Known known) {
        MigrationDefined definition = known.definition;
        boolean wanted = definition != null
                && definition.destination().equals(destination)
                && ready.contains(Buckets.of(definition.migration()))
                && (known.state == null || !AT_REST.contains(known.state));
        if (!wanted || definition == null) {
            return;
        }
        LaneHost running = lanes.get(definition.migration());
        if (running != null && sameLane(running.migration(), definition)) {
            return;
        }
        if (running != null) {
            running.stop();
            ended.put(definition.migration(), running);
        }
        LaneHost host = new LaneHost(definition, known.gates, opener, ledgers, backoff, clock, sleeper);
        lanes.put(definition.migration(), host);
        host.start(ended.remove(definition.migration()));
    }

    private void changed(Known known, MigrationStateChanged change) {
        State before = known.state;
        known.state = change.state();
        known.gates.pause(change.state() == State.PAUSED);
        if (ready.contains(Buckets.of(change.migration()))) {
            restIfIdle(change.migration(), change.state());
        }
        if (AT_REST.contains(change.state())) {
            erase(change.migration());
        } else if (before == State.PAUSED) {
            lane(change.migration()).ifPresent(LaneHost::resume);
        }
    }

    private void restIfIdle(String migration, @Nullable State state) {
        if (state != null && !AT_WORK.contains(state)) {
            opener.rests(migration);
        }
    }

    private void erase(String migration) {
        opener.rests(migration);
        LaneHost host = lanes.remove(migration);
        if (host != null) {
            var _ = Thread.ofVirtual().start(() -> {
                host.drain();
                opener.forget(host.migration());
            });
        }
    }

    /** Whether a definition said again changes nothing for the lane. */
    private static boolean sameLane(MigrationDefined a, MigrationDefined b) {
        return a.accountReference().equals(b.accountReference()) && a.topics().equals(b.topics());
    }
}
