package org.crmmigration.loader.ledger;

import java.util.List;
import org.crmmigration.messaging.ledger.LedgerMessage;

/** A lane's ledger: what is written here happened, whoever owns the lane next. */
public interface Ledger {

    /**
     * Commits intents together and waits until the view shows them.
     *
     * @throws LedgerLost when one was not committed and nothing may be done
     */
    void commit(List<LedgerMessage.Intent> intents);

    /**
     * Commits nothing but that the lane is still ours, and waits for it.
     *
     * @throws LedgerLost when it is not
     */
    void prove();

    /**
     * Hands over the outcome of the command at the outcome's offset, in order, together with the position up to which all
     * commands are done; does not wait for the commit.
     *
     * @param applied runs once the view shows it
     */
    void post(LedgerMessage.Outcome outcome, Runnable applied);
}
