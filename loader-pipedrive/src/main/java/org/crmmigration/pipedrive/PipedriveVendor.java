package org.crmmigration.pipedrive;

import java.time.Clock;
import java.util.List;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.pipedrive.api.PipedriveResponses;
import org.crmmigration.pipedrive.api.TokenCosts;

/**
 * Pipedrive. The account's {@code url} is scheme and host of the company ({@code https://company.pipedrive.com});
 * {@code plan} is one of lite, growth, premium, ultimate or an older plan's name; credentials: {@code apiToken}, sent in
 * the header {@code x-api-token}.
 */
public final class PipedriveVendor implements CrmVendor {

    /** Credentials no account can be without. */
    public static final List<String> CREDENTIALS = List.of("apiToken");

    private final PipedriveResponses responses;

    /**
     * @param clock against which delays that the server gives as dates are read
     */
    public PipedriveVendor(Clock clock) {
        this.responses = new PipedriveResponses(clock);
    }

    @Override
    public String destination() {
        return "pipedrive";
    }

    @Override
    public AccountLimits limits(Account account) {
        return PipedrivePlan.named(account.plan()).limits(account.seats());
    }

    @Override
    public CallCost cost(ApiRequest request) {
        return TokenCosts.of(request);
    }

    @Override
    public ApiRequest authorize(ApiRequest request, Account account) {
        ApiRequest authorized = request.withHeader("x-api-token", account.credential("apiToken"))
                .withHeader("accept", "application/json");
        return request.body() == null ? authorized : authorized.withHeader("content-type", "application/json");
    }

    @Override
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        return responses.check(request, response);
    }

    @Override
    public BudgetSignal signal(ApiResponse response) {
        return responses.signal(response);
    }

    @Override
    public CrmClient client(ApiTransport transport, Account account, Clock clock) {
        return new PipedriveCrmClient(transport, PipedrivePlan.named(account.plan()), account.seats(), clock);
    }
}
