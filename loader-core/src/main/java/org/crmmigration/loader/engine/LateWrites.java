package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Instant;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;

/**
 * Keeps older requests from landing on top of newer ones. A repeated request can land after its repetition, and the create
 * of a former owner, which needed no intent, after ours; nothing newer is sent to the object before that is over.
 */
final class LateWrites {

    private final Doubts doubts;
    private final CrmClient client;
    private final JournalSettings settings;
    private final Instant formerOwnerEnds;
    private final Clock clock;

    /**
     * @param formerOwnerEnds when every request of a former owner has ended
     */
    LateWrites(Doubts doubts, CrmClient client, JournalSettings settings, Instant formerOwnerEnds, Clock clock) {
        this.doubts = doubts;
        this.client = client;
        this.settings = settings;
        this.formerOwnerEnds = formerOwnerEnds;
        this.clock = clock;
    }

    /** Before an object is touched: waits while a former owner may still be creating it without an intent. */
    void sitOutFormerOwner(ObjectState state) {
        ObjectState.Answer last = state.last();
        boolean justCreated = last != null && last.operation() == Operation.CREATE && state.crmId() != null;
        if (justCreated && formerOwnerEnds.isAfter(clock.instant()) && unjournaled(state)) {
            doubts.sitOut(formerOwnerEnds);
        }
    }

    /** Before an outcome is posted: waits while a try without answer may still be carried out. */
    void sitOutLostAnswers(Calls calls) {
        if (calls.answerLost()) {
            doubts.sitOut(clock.instant().plus(settings.settle()));
        }
    }

    private boolean unjournaled(ObjectState state) {
        return client.capabilities().strategy(state.key().objectType()) != Strategy.JOURNAL;
    }
}
