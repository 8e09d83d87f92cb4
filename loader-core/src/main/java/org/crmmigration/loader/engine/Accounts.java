package org.crmmigration.loader.engine;

import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.port.Account;

/** Accounts by reference, and the one budget each of them has in this process. */
public interface Accounts {

    /**
     * Reads the account anew, so that a corrected file is seen.
     *
     * @throws Account.InvalidAccount with what is wrong and what to do
     */
    Account account(String reference);

    /** The account's budget, the same for all its lanes. */
    AccountBudget budget(Account account);
}
