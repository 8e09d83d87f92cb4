package org.crmmigration.contract.plain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;

/**
 * The vendor of the plain sandbox: one rolling window, no daily budget.
 *
 * @param calls of one account in a window; what the account file keeps in reserve is taken off
 * @param parallelism calls at once of one account
 * @param process calls at once of all accounts, as a stand-in for what limits one machine
 */
public record PlainVendor(String destination, int calls, Duration window, int parallelism, Semaphore process)
        implements CrmVendor {

    private static final String WINDOW = "window";

    @Override
    public AccountLimits limits(Account account) {
        return new AccountLimits(List.of(new AccountLimits.Window(WINDOW, calls, window)), null, parallelism);
    }

    @Override
    public CallCost cost(ApiRequest request) {
        return new CallCost(1, Set.of(WINDOW));
    }

    @Override
    public ApiRequest authorize(ApiRequest request, Account account) {
        return request;
    }

    @Override
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return response;
        }
        CrmFault.Detail detail = new CrmFault.Detail(
                status == 404 ? "not-found" : "refused", request.route() + ": status " + status, status, null, null);
        if (status == 429) {
            throw new CrmFault.RateLimited(detail, CrmFault.RateLimited.Scope.WINDOW, retryAfter(response));
        }
        if (status == 503) {
            throw new CrmFault.Unavailable(detail, false, (Instant) null, null);
        }
        if (status >= 500) {
            throw new CrmFault.OutcomeUnknown(detail, null);
        }
        throw new CrmFault.Rejected(detail);
    }

    @Override
    public BudgetSignal signal(ApiResponse response) {
        return BudgetSignal.NONE;
    }

    @Override
    public CrmClient client(ApiTransport transport, Account account, Clock clock) {
        return new PlainClient(request -> limited(transport, request), parallelism);
    }

    private ApiResponse limited(ApiTransport transport, ApiRequest request) {
        try {
            process.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
        try {
            return transport.send(request);
        } finally {
            process.release();
        }
    }

    private static Duration retryAfter(ApiResponse response) {
        double seconds = Double.parseDouble(response.header("retry-after").orElse("1"));
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
