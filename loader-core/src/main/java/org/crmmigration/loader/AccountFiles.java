package org.crmmigration.loader;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.budget.BudgetFile;
import org.crmmigration.loader.budget.Timer;
import org.crmmigration.loader.engine.Accounts;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;

/** One vendor's accounts from files; budgets are kept by the account's identity, for several files may name one. */
final class AccountFiles implements Accounts {

    private final CrmVendor vendor;
    private final AccountFile file;
    private final Path budgets;
    private final Clock clock;
    private final Timer timer;
    private final Map<String, AccountBudget> open = new ConcurrentHashMap<>();

    /**
     * @param budgets directory of what accounts have used
     */
    AccountFiles(CrmVendor vendor, AccountFile file, Path budgets, Clock clock, Timer timer) {
        this.vendor = vendor;
        this.file = file;
        this.budgets = budgets;
        this.clock = clock;
        this.timer = timer;
    }

    @Override
    public Account account(String reference) {
        return file.read(reference);
    }

    @Override
    public AccountBudget budget(Account account) {
        String name = account.identity().replaceAll("[^A-Za-z0-9.-]+", "_");
        return open.computeIfAbsent(
                name,
                _ -> new AccountBudget(
                        vendor.limits(account),
                        account.reserve(),
                        clock,
                        timer,
                        new BudgetFile(budgets.resolve(vendor.destination() + "-" + name + ".properties"))));
    }
}
