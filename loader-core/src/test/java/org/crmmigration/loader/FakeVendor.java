package org.crmmigration.loader;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * The vendor of {@link FakeCrm}.
 *
 * @param callsPerSecond of one account
 */
record FakeVendor(String destination, int callsPerSecond) implements CrmVendor {

    private static final String WINDOW = "second";

    @Override
    public AccountLimits limits(Account account) {
        return new AccountLimits(
                List.of(new AccountLimits.Window(WINDOW, callsPerSecond, Duration.ofSeconds(1))), null, 8);
    }

    @Override
    public CallCost cost(ApiRequest request) {
        return new CallCost(1, Set.of(WINDOW));
    }

    @Override
    public ApiRequest authorize(ApiRequest request, Account account) {
        return request.withHeader("Authorization", account.credential("token"));
    }

    @Override
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        CrmFault.Detail detail = new CrmFault.Detail(
                response.status() == 404 ? "not-found" : "refused", "status", response.status(), null, null);
        return switch (response.status()) {
            case 200, 201 -> response;
            case 401 ->
                throw new CrmFault.Unavailable(
                        CrmFault.Detail.of("token", "the token is not accepted; correct credentials.token"),
                        true,
                        (Instant) null,
                        null);
            case 429 ->
                throw new CrmFault.RateLimited(
                        detail,
                        CrmFault.RateLimited.Scope.WINDOW,
                        Duration.ofMillis(Math.round(1000
                                * Double.parseDouble(
                                        response.header("retry-after").orElse("1")))));
            case 503 ->
                throw new CrmFault.Unavailable(
                        CrmFault.Detail.of("maintenance", "the CRM is being maintained"), false, (Instant) null, null);
            default -> throw new CrmFault.Rejected(detail);
        };
    }

    @Override
    public BudgetSignal signal(ApiResponse response) {
        return BudgetSignal.NONE;
    }

    @Override
    public CrmClient client(ApiTransport transport, Account account, Clock clock) {
        return new FakeClient(transport);
    }

    static Map<String, String> noAttributes() {
        return Map.of();
    }
}
