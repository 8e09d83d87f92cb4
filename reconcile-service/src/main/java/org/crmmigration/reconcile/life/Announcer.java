package org.crmmigration.reconcile.life;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.jspecify.annotations.Nullable;

/**
 * Says things on the control topic, and tells the register at once instead of when they come back. Times of one migration
 * only go up, so that later beats earlier whatever the clock does.
 */
public final class Announcer {

    private final Channel channel;
    private final Register register;
    private final Clock clock;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    /** Where messages go; returns when all replicas have it. */
    @FunctionalInterface
    public interface Channel {
        /** Publishes and waits. */
        void publish(ControlMessage message);
    }

    /** An announcer. */
    public Announcer(Channel channel, Register register, Clock clock) {
        this.channel = channel;
        this.register = register;
        this.clock = clock;
    }

    /** Publishes what the function makes of the time. */
    public void say(String migration, Function<Instant, ? extends ControlMessage> message) {
        ControlMessage said = message.apply(next(migration));
        channel.publish(said);
        register.on(said);
    }

    /** Publishes a state. */
    public void state(String migration, State state, @Nullable String run, @Nullable Integer phase, String reason) {
        say(migration, at -> new MigrationStateChanged(migration, state, run, phase, reason, at));
    }

    /** Later than anything said before, also by an earlier owner whose clock was ahead of ours. */
    private Instant next(String migration) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant known = register.find(migration)
                .map(MigrationView::state)
                .map(MigrationStateChanged::at)
                .orElse(Instant.EPOCH);
        return last.merge(
                migration,
                known.isBefore(now) ? now : known.plusMillis(1),
                (before, after) -> after.isAfter(before) ? after : before.plusMillis(1));
    }
}
