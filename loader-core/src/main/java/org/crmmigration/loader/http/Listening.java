package org.crmmigration.loader.http;

import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.port.CrmVendor;

/** Tells the budget what the server says about it, in answers of any status. */
final class Listening implements ApiTransport {

    private final ApiTransport next;
    private final CrmVendor vendor;
    private final AccountBudget budget;

    Listening(ApiTransport next, CrmVendor vendor, AccountBudget budget) {
        this.next = next;
        this.vendor = vendor;
        this.budget = budget;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        ApiResponse response = next.send(request);
        budget.heard(vendor.cost(request), vendor.signal(request, response));
        return response;
    }
}
