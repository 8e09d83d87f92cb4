package org.crmmigration.loader.http;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmVendor;

/** The one place where a lane's client is put together. */
public final class LaneClients {

    private final CrmVendor vendor;
    private final HttpClient http;
    private final CallSettings settings;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Backoff backoff;

    /**
     * @param http shared by all accounts; see {@link JdkTransport#httpClient}
     * @param backoff pauses between repetitions of one request
     */
    public LaneClients(
            CrmVendor vendor, HttpClient http, CallSettings settings, Backoff backoff, Clock clock, Sleeper sleeper) {
        this.vendor = vendor;
        this.http = http;
        this.settings = settings;
        this.backoff = backoff;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * How calls are made.
     *
     * @param total hard time-out of one request
     * @param attempts how often one request is sent at most when it fails in a way that is safe to repeat
     */
    public record CallSettings(Duration total, int attempts) {}

    /** A client for a lane of an account, drawing on the account's budget. */
    public CrmClient client(String lane, Account account, AccountBudget budget) {
        return vendor.client(transport(lane, account, budget), account, clock);
    }

    /**
     * From the wire outwards. Signals are read before the status is judged, since refusals carry them. The start window
     * is looked at last before the wire, after every wait. Credentials are added after waiting for the budget, so that a
     * token does not grow old in the queue. Each repetition pays for itself, therefore retry is outermost.
     */
    private ApiTransport transport(String lane, Account account, AccountBudget budget) {
        ApiTransport chain = new JdkTransport(http, account.url(), settings.total());
        chain = new Listening(chain, vendor, budget);
        chain = new Checking(chain, vendor);
        chain = new StartWindow(chain, clock);
        chain = new Authorizing(chain, vendor, account);
        chain = new Budgeting(chain, vendor, budget, lane);
        return new Retrying(chain, budget, backoff, settings.attempts(), sleeper);
    }
}
