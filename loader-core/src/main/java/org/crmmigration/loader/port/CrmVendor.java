package org.crmmigration.loader.port;

import java.time.Clock;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;

/** What one vendor brings to the engine; the engine composes the transport chain from it. */
public interface CrmVendor {

    /** The destination's name in definitions, for example {@code pipedrive}. */
    String destination();

    /** The budget this account's plan grants, before the server says otherwise. */
    AccountLimits limits(Account account);

    /** What one call costs in the vendor's own currency (tokens, requests), and which windows it counts in. */
    CallCost cost(ApiRequest request);

    /** Adds credentials and the headers the vendor wants. May call out for a token. */
    ApiRequest authorize(ApiRequest request, Account account);

    /**
     * The only reader of status codes: returns successful answers.
     *
     * @throws CrmFault for every other answer
     */
    ApiResponse check(ApiRequest request, ApiResponse response);

    /** What the server said about the budget in an answer of any status. */
    BudgetSignal signal(ApiResponse response);

    /** The same where it depends on who asked, for example on whose credentials the call carried. */
    default BudgetSignal signal(ApiRequest request, ApiResponse response) {
        return signal(response);
    }

    /** A client that sends through the given chain. */
    CrmClient client(ApiTransport transport, Account account, Clock clock);
}
