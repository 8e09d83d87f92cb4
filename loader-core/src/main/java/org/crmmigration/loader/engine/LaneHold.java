package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.jspecify.annotations.Nullable;

/**
 * Holds a lane while its CRM cannot be used. When the pause is over one caller goes ahead and probes; the others follow
 * once it succeeded, or wait through the next, longer pause. A stop waits for a person instead.
 */
public final class LaneHold {

    /** Calls without an answer, one after the other, by which a CRM is taken for silent. */
    static final int SILENCE = 5;

    private final Clock clock;
    private final Backoff backoff;
    private @Nullable Held held;
    private int failures;
    private int unanswered;
    private boolean probing;

    /** Not holding. */
    public LaneHold(Clock clock, Backoff backoff) {
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * Why a lane is held.
     *
     * @param until the next probe; null when only {@link #resume} ends it
     */
    public record Held(
            LaneReason reason, String explanation, @Nullable Instant until) {}

    /** Waits until the lane may go on, or this caller is the one to probe. */
    synchronized void pass() {
        try {
            while (held != null) {
                Instant until = held.until();
                long wait = until == null
                        ? 0
                        : Duration.between(clock.instant(), until).toMillis();
                if (until != null && wait <= 0 && !probing) {
                    probing = true;
                    return;
                }
                wait(until == null || probing ? 0 : wait + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    /** A call ended and told nothing about the CRM: somebody else may probe. */
    synchronized void probeEnded() {
        probing = false;
        notifyAll();
    }

    /** A call's answer was lost; a lane that hears nothing at all any more is held, for what it sends comes into doubt. */
    synchronized void unanswered(CrmFault fault) {
        if (++unanswered < SILENCE) {
            probeEnded();
            return;
        }
        String message = "the last " + unanswered + " calls had no usable answer: "
                + fault.detail().message();
        raise(new CrmFault.Unavailable(CrmFault.Detail.of("silent", message), false, (Instant) null, null));
    }

    /** The CRM could not be used: holds the lane for a growing time. */
    synchronized void raise(CrmFault fault) {
        probing = false;
        if (held != null && held.until() != null && held.until().isAfter(clock.instant())) {
            return;
        }
        Instant until = clock.instant().plus(backoff.pause(++failures));
        if (fault instanceof CrmFault.Unavailable unavailable) {
            Instant said = unavailable.until();
            until = said != null && said.isAfter(until) ? said : until;
            LaneReason reason = unavailable.needsAdmin() ? LaneReason.NEEDS_ADMIN : LaneReason.CRM_UNAVAILABLE;
            held = new Held(reason, fault.detail().message(), until);
        } else {
            held = new Held(LaneReason.CRM_UNAVAILABLE, fault.detail().message(), until);
        }
        notifyAll();
    }

    /** Holds the lane until a person resumes it. */
    synchronized void stop(String explanation) {
        probing = false;
        held = new Held(LaneReason.NEEDS_ADMIN, explanation, null);
    }

    /** A call succeeded: goes on, unless a person has to decide. */
    synchronized void clear() {
        unanswered = 0;
        if (held != null && held.until() != null) {
            release();
        }
    }

    /** Goes on whatever held it. */
    public synchronized void resume() {
        release();
    }

    /** Why the lane is held, null when it is not. */
    public synchronized @Nullable Held held() {
        return held;
    }

    private void release() {
        held = null;
        failures = 0;
        unanswered = 0;
        probing = false;
        notifyAll();
    }
}
