package org.crmmigration.loader.engine;

import java.time.Instant;
import org.crmmigration.loader.view.ObjectState.OpenIntent;
import org.jspecify.annotations.Nullable;

/**
 * When a call behind an open intent has certainly ended everywhere. A former process of this very owner is dead, since we
 * hold the lock on its data; its calls ended with it, and only the CRM may still be carrying one out. Any other owner may
 * be asleep and go on until its deadline.
 *
 * @param owner who we are
 */
record Quarantine(JournalSettings settings, Owner owner) {

    Instant end(OpenIntent intent) {
        boolean former = intent.owner().equals(owner.id()) && intent.at().isBefore(owner.since());
        boolean endedEarlier = former && owner.since().isBefore(intent.deadline());
        return (endedEarlier ? owner.since() : intent.deadline()).plus(settings.settle());
    }

    /**
     * When all requests of a lane's former owner have ended, those without an intent included.
     *
     * @param former who it was, null when nobody worked on the lane before
     */
    Instant formerOwnerEnds(@Nullable String former, Instant now) {
        if (former == null) {
            return Instant.MIN;
        }
        return (former.equals(owner.id()) ? now : now.plus(settings.callEnds())).plus(settings.settle());
    }
}
