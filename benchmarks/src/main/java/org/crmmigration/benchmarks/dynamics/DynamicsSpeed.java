package org.crmmigration.benchmarks.dynamics;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.crmmigration.dynamics.DynamicsVendor;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.budget.BudgetMemory;
import org.crmmigration.loader.budget.Timer;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.LaneClients;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.dynamics.DynamicsSandbox;
import org.crmmigration.sandbox.dynamics.DynamicsSettings;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.Registration;
import org.crmmigration.sandbox.dynamics.LimitSettings;
import org.crmmigration.sandbox.dynamics.ServiceTimes;

/**
 * How many contacts a second reach an environment with the vendor's limits and the service times of the vendor's samples,
 * through the chain and the budget of a real lane, by one application user and by two. A measurement shorter than the
 * vendor's window of five minutes says little: the window has to fill first.
 *
 * <p>Arguments: rows for each application user (80000), numbers of application users (1 2).
 */
public final class DynamicsSpeed {

    private static final Registration SECOND =
            new Registration("33333333-3333-4333-8333-333333333333", "second-secret");
    private static final int LOAD = 100;
    private static final int AT_ONCE = 104;

    private final PrintStream out = System.out;
    private final int rows;

    private DynamicsSpeed(int rows) {
        this.rows = rows;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        DynamicsSpeed speed = new DynamicsSpeed(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 80_000);
        List<Integer> users = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            users.add(Integer.valueOf(arguments[i]));
        }
        double first = 0;
        for (int number : users.isEmpty() ? List.of(1, 2) : users) {
            double rate = speed.measure(number);
            first = first == 0 ? rate : first;
            speed.out.printf(Locale.ROOT, "  %.2f times the first measurement%n", rate / first);
        }
    }

    private double measure(int applicationUsers) throws Exception {
        DynamicsSettings defaults = DynamicsSettings.defaults();
        int all = rows * applicationUsers;
        try (DynamicsSandbox sandbox =
                        DynamicsSandbox.start(defaults.withApp(defaults.app().withOthers(SECOND))
                                .withLimits(LimitSettings.vendor())
                                .withTimes(ServiceTimes.realistic()));
                HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
                ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor()) {
            CrmClient client = client(account(sandbox, applicationUsers), http, timers);
            client.refreshSchema();
            long began = System.nanoTime();
            load(client, all);
            double seconds = (System.nanoTime() - began) / 1e9;
            int there = sandbox.content().path("content").path("contact").size();
            out.printf(
                    Locale.ROOT,
                    "%d application user(s): %d of %d rows in %.1f s, %.0f rows/s, %.0f for each, %d refused for their"
                            + " rate%n",
                    applicationUsers,
                    there,
                    all,
                    seconds,
                    there / seconds,
                    there / seconds / applicationUsers,
                    sandbox.counters().read().throttled());
            return there / seconds;
        }
    }

    private static void load(CrmClient client, int rows) throws InterruptedException, ExecutionException {
        try (ExecutorService lanes =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> calls = IntStream.range(0, rows / LOAD)
                    .<Future<?>>mapToObj(call -> lanes.submit(() -> client.createMany(contacts(call * LOAD))))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    private static List<ObjectToWrite> contacts(int from) {
        return IntStream.range(from, from + LOAD)
                .mapToObj(i -> new ObjectToWrite(
                        new ObjectKey("contact", "contact:" + i),
                        "speed:contact:" + i,
                        Map.of(
                                "first_name", new Value.Text("First" + i),
                                "last_name", new Value.Text("Last" + i),
                                "email", new Value.Text("person" + i + "@example.org")),
                        Map.of()))
                .toList();
    }

    private static Account account(DynamicsSandbox sandbox, int applicationUsers) {
        DynamicsSettings.App app = DynamicsSettings.defaults().app();
        Map<String, String> credentials = new LinkedHashMap<>(Map.of(
                "tenantId", app.tenantId(),
                "clientId", app.clientId(),
                "clientSecret", app.clientSecret(),
                "tokenUrl", sandbox.tokenUrl().toString()));
        if (applicationUsers == 2) {
            credentials.put("clientId2", SECOND.clientId());
            credentials.put("clientSecret2", SECOND.clientSecret());
        }
        return new Account("speed" + applicationUsers, sandbox.url(), null, 1, 0, credentials);
    }

    private static CrmClient client(Account account, HttpClient http, ScheduledExecutorService timers) {
        Clock clock = Clock.systemUTC();
        DynamicsVendor vendor = new DynamicsVendor(
                org.crmmigration.dynamics.DynamicsSettings.defaults(),
                clock,
                endpoint -> new JdkTransport(http, endpoint, Duration.ofSeconds(30)),
                pause -> {});
        AccountBudget budget = new AccountBudget(
                vendor.limits(account), account.reserve(), clock, Timer.on(timers, clock), BudgetMemory.NONE);
        LaneClients clients = new LaneClients(
                vendor,
                http,
                new LaneClients.CallSettings(Duration.ofMinutes(2), 5),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), new Random(1)),
                clock,
                Sleeper.REAL);
        return clients.client("speed", account, budget);
    }
}
