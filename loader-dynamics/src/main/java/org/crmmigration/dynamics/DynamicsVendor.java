package org.crmmigration.dynamics;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.crmmigration.dynamics.api.ApplicationUsers;
import org.crmmigration.dynamics.api.DynamicsResponses;
import org.crmmigration.dynamics.api.Gate;
import org.crmmigration.dynamics.api.RequestCount;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmVendor;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Dynamics 365 Sales. The account's {@code url} is the organisation's ({@code https://org.crm4.dynamics.com});
 * {@code plan} is {@code enterprise}, {@code professional} or {@code powerapps} and says how many requests a day the
 * licences grant, counted with {@code seats} (without a plan no day is limited, since Microsoft does not enforce it);
 * credentials: see {@link ApplicationUsers}.
 *
 * <p>Service protection, per user and web server: 6,000 requests and 20 minutes of server time in 5 minutes, 52 requests at
 * once. How many web servers there are is not published: what the answers say is left is the measure.
 * Source: "Service protection API limits", Dataverse developer guide; "Requests limits and allocations" (2025-05-29).
 */
public final class DynamicsVendor implements CrmVendor {

    /** Credentials no account can be without. */
    public static final List<String> CREDENTIALS = List.of("tenantId", "clientId", "clientSecret");

    private static final int REQUESTS = 6000;
    private static final int AT_ONCE = 52;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration SERVER_TIME = Duration.ofMinutes(20);

    private final DynamicsSettings settings;
    private final ApplicationUsers users;
    private final DynamicsResponses responses;
    private final Sleeper sleeper;

    /**
     * @param tokenEndpoints sends to a token endpoint, without judging the status
     * @param sleeper waits, for new metadata and for indexes
     */
    public DynamicsVendor(
            DynamicsSettings settings, Clock clock, Function<URI, ApiTransport> tokenEndpoints, Sleeper sleeper) {
        this.settings = settings;
        this.users = new ApplicationUsers(clock, tokenEndpoints);
        this.responses = new DynamicsResponses(clock, users);
        this.sleeper = sleeper;
    }

    @Override
    public String destination() {
        return "dynamics";
    }

    @Override
    public AccountLimits limits(Account account) {
        int applicationUsers = ApplicationUsers.count(account);
        return new AccountLimits(
                List.of(new AccountLimits.Window(RequestCount.WINDOW, REQUESTS * applicationUsers, WINDOW)),
                daily(account),
                AT_ONCE * applicationUsers,
                new AccountLimits.ServerTime(SERVER_TIME.multipliedBy(applicationUsers), WINDOW));
    }

    private static AccountLimits.@Nullable Daily daily(Account account) {
        String plan = account.plan();
        return switch (plan == null ? "" : plan.toLowerCase(Locale.ROOT)) {
            case "enterprise", "professional" ->
                new AccountLimits.Daily(Math.min(10_000_000.0, 500_000.0 + 5_000.0 * account.seats()), ZoneOffset.UTC);
            case "powerapps" -> new AccountLimits.Daily(25_000, ZoneOffset.UTC);
            default -> null;
        };
    }

    @Override
    public CallCost cost(ApiRequest request) {
        return RequestCount.of(request);
    }

    @Override
    public ApiRequest authorize(ApiRequest request, Account account) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("OData-MaxVersion", "4.0");
        headers.put("OData-Version", "4.0");
        if (request.method().equals("GET")) {
            headers.put("If-None-Match", "null");
        } else {
            headers.putAll(settings.writing());
        }
        if (request.body() != null) {
            headers.put("Content-Type", "application/json; charset=utf-8");
        }
        headers.putAll(request.headers());
        headers.put("Authorization", users.authorization(account, responses));
        return new ApiRequest(
                request.method(),
                request.route(),
                request.path(),
                request.query(),
                headers,
                request.body(),
                request.repeatable());
    }

    @Override
    public ApiResponse check(ApiRequest request, ApiResponse response) {
        return responses.check(request, response);
    }

    /** Nothing without knowing the account: see {@link #signal(ApiRequest, ApiResponse)}. */
    @Override
    public BudgetSignal signal(ApiResponse response) {
        return BudgetSignal.NONE;
    }

    /**
     * How many calls at once the environment recommends, and what is left of the server's time: both are said of one user,
     * and counted for all users of the account, who take turns. Where several web servers answer, what each says is left is
     * more than its share, and so the account learns how much time there is in all. The number of requests left is that of one web
     * server and says nothing of the others.
     */
    @Override
    public BudgetSignal signal(ApiRequest request, ApiResponse response) {
        int all = users.sharing(request);
        Integer hint = response.header("x-ms-dop-hint")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> Math.clamp(Integer.parseInt(text), 1, AT_ONCE) * all)
                .orElse(null);
        Duration left = response.header("x-ms-ratelimit-time-remaining-xrm-requests")
                .map(text -> text.replace(",", "").strip())
                .filter(text -> text.matches("\\d{1,6}(\\.\\d{1,9})?"))
                .map(text -> Duration.ofMillis((long) (Double.parseDouble(text) * 1000 * all)))
                .orElse(null);
        return new BudgetSignal(null, null, null, null, null, hint, left);
    }

    @Override
    public CrmClient client(ApiTransport transport, Account account, Clock clock) {
        int applicationUsers = ApplicationUsers.count(account);
        return new DynamicsCrmClient(
                new Gate(transport, applicationUsers),
                account,
                AT_ONCE * applicationUsers,
                settings,
                clock,
                sleeper::pause);
    }
}
