package org.crmmigration.contract.plain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmVendor;

/**
 * The vendor of the plain sandbox: one rolling window of a second, no daily budget.
 *
 * @param callsPerSecond of one account; what the account file keeps in reserve is taken off
 * @param parallelism calls at once
 */
public record PlainVendor(String destination, int callsPerSecond, int parallelism) implements CrmVendor {

    private static final String WINDOW = "second";

    @Override
    public AccountLimits limits(Account account) {
        return new AccountLimits(
                List.of(new AccountLimits.Window(WINDOW, callsPerSecond, Duration.ofSeconds(1))), null, parallelism);
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
        return new PlainClient(transport, parallelism);
    }

    private static Duration retryAfter(ApiResponse response) {
        double seconds = Double.parseDouble(response.header("retry-after").orElse("1"));
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
