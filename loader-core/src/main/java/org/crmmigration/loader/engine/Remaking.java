package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/**
 * Makes vocabulary again that somebody deleted or took options from: notes on the ledger that it is gone, or that it is not
 * as it was confirmed, then carries out the command once more that had made it, under a hold of its own, for the lane's is closed meanwhile.
 */
final class Remaking implements SchemaWatch.Restoration {

    private final LaneLedger ledger;
    private final PastCommands past;
    private final LaneWork work;
    private final Backoff probes;
    private final Clock clock;

    Remaking(LaneLedger ledger, PastCommands past, LaneWork work, Backoff probes, Clock clock) {
        this.ledger = ledger;
        this.past = past;
        this.work = work;
        this.probes = probes;
        this.clock = clock;
    }

    @Override
    public void restore(ObjectState state, boolean gone) {
        long offset = state.confirmedOffset();
        ObjectCommand command = past.at(List.of(offset)).get(offset);
        if (command == null) {
            return;
        }
        Work again = new Work(offset, command, new Calls(new LaneHold(clock, probes)));
        post(again, gone ? Result.gone(Status.DELETED, Operation.DELETE, null) : Result.unconfirmed(state));
        post(again, work.carryOut(List.of(again)).getFirst());
    }

    private void post(Work done, Result result) {
        CountDownLatch applied = new CountDownLatch(1);
        ledger.post(result.outcome(done, clock.instant()), applied::countDown);
        try {
            applied.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
