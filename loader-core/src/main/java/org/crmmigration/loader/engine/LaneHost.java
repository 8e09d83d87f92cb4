package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.BucketLedgers;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.port.Account;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one migration's lane open as long as this instance owns it: opens it, and opens it again after a pause when it
 * breaks. Says at any time how the lane stands.
 */
final class LaneHost {

    private static final Logger log = LoggerFactory.getLogger(LaneHost.class);

    /** A lane that lived so long did not break for what broke the one before. */
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);

    private final MigrationDefined migration;
    private final Gates gates;
    private final LaneOpener opener;
    private final BucketLedgers ledgers;
    private final Backoff backoff;
    private final Sleeper sleeper;
    private final LaneStanding standing;
    private final Clock clock;
    private final Thread thread;

    private volatile boolean stopped;
    private volatile @Nullable Lane lane;
    private volatile Trouble trouble = new Trouble(LaneReason.NONE, "opening");

    LaneHost(
            MigrationDefined migration,
            Gates gates,
            LaneOpener opener,
            BucketLedgers ledgers,
            Backoff backoff,
            Clock clock,
            Sleeper sleeper) {
        this.migration = migration;
        this.gates = gates;
        this.opener = opener;
        this.ledgers = ledgers;
        this.backoff = backoff;
        this.sleeper = sleeper;
        this.clock = clock;
        this.standing = new LaneStanding(migration, new LaneRate(clock));
        this.thread = Thread.ofVirtual().name("lane-" + migration.migration()).unstarted(this::run);
    }

    private record Trouble(LaneReason reason, String explanation) {}

    MigrationDefined migration() {
        return migration;
    }

    /** Starts once the lane that was there before has ended, for both would write the same file. */
    void start(@Nullable LaneHost before) {
        if (before == null) {
            thread.start();
        } else {
            var _ = Thread.ofVirtual().start(() -> {
                before.join();
                thread.start();
            });
        }
    }

    /** Lets calls under way end, then stops. Blocks for some seconds at most. */
    void drain() {
        stopped = true;
        Lane current = lane;
        if (current != null) {
            current.drain();
        }
        thread.interrupt();
        join();
    }

    /** Stops at once; nothing is written any more. */
    void stop() {
        stopped = true;
        Lane current = lane;
        if (current != null) {
            current.stop();
        }
        thread.interrupt();
    }

    /** Lets a lane go on that waits for a person. */
    void resume() {
        Lane current = lane;
        if (current != null) {
            var _ = Thread.ofVirtual().start(() -> {
                try {
                    current.parts().schema().accept();
                } finally {
                    current.parts().hold().resume();
                }
            });
        }
    }

    /** Has the account's schema read and published again, soon. */
    void readSchema() {
        Lane current = lane;
        if (current != null) {
            current.parts().schema().outdated();
        }
    }

    /** How the lane stands. */
    LaneState state() {
        Lane current = lane;
        Trouble now = trouble;
        return current == null ? standing.closed(now.reason(), now.explanation()) : standing.open(current);
    }

    private void run() {
        int failures = 0;
        while (!stopped) {
            Instant began = clock.instant();
            try {
                opener.run(migration, gates, ledgers.of(Buckets.of(migration.migration())), opened -> lane = opened);
            } catch (CallAbandoned e) {
                log.atDebug().addKeyValue("migration", migration.migration()).log("lane given up");
            } catch (Account.InvalidAccount e) {
                trouble = new Trouble(LaneReason.NEEDS_ADMIN, String.valueOf(e.getMessage()));
            } catch (LedgerLost e) {
                trouble = new Trouble(
                        LaneReason.STALLED,
                        "the ledger was taken by another instance or Kafka did not"
                                + " answer; the lane opens again if this instance still owns it");
            } catch (LaneBroken e) {
                broke(e, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                broke(e, e.getClass().getSimpleName() + " at " + where(e));
            } finally {
                lane = null;
            }
            failures = clock.instant().isAfter(began.plus(LONG_LIFE)) ? 1 : failures + 1;
            rest(failures);
        }
    }

    /** The message of an exception that is not ours may hold a customer's data, so it goes nowhere. */
    private void broke(RuntimeException e, String why) {
        if (stopped) { // what was under way when the interrupt came, a question to the registry for example
            log.atDebug().addKeyValue("migration", migration.migration()).log("lane given up");
            return;
        }
        trouble = new Trouble(LaneReason.STALLED, "the lane broke (" + why + "); it opens again");
        log.atError()
                .addKeyValue("migration", migration.migration())
                .addKeyValue("error", e.getClass().getName())
                .addKeyValue("at", where(e))
                .log("lane broke");
    }

    private static String where(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }

    private void rest(int failures) {
        if (stopped) {
            return;
        }
        var _ = Thread.interrupted();
        try {
            sleeper.pause(backoff.pause(failures));
        } catch (CallAbandoned e) {
            log.atDebug().addKeyValue("migration", migration.migration()).log("lane stopped");
        }
    }

    private void join() {
        try {
            var _ = thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
