package org.crmmigration.loader.http;

import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmVendor;

/** Waits for the account's budget before every single request, repetitions included. */
final class Budgeting implements ApiTransport {

    private final ApiTransport next;
    private final CrmVendor vendor;
    private final AccountBudget budget;
    private final String lane;

    Budgeting(ApiTransport next, CrmVendor vendor, AccountBudget budget, String lane) {
        this.next = next;
        this.vendor = vendor;
        this.budget = budget;
        this.lane = lane;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        CallCost cost = vendor.cost(request);
        try (AccountBudget.Permit _ = budget.acquire(lane, cost)) {
            Attempt.current().ifPresent(attempt -> attempt.spend(cost.cost()));
            return next.send(request);
        }
    }
}
